package dev.fairlead;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.spi.EndpointSource;
import java.util.function.Consumer;

/** Outside a cluster with nothing configured: contacts nothing and says what to do. */
final class NoSource implements EndpointSource {
  private static final Resolution ANSWER =
      new Resolution.NoSource(
          "this is no pod (KUBERNETES_SERVICE_HOST is not set) and no Kubernetes API is configured."
              + " Name one: Fairlead.builder().kubernetes(new KubernetesApi.Kubeconfig(file, context))");

  @Override
  public Subscription watch(ServiceKey service, Consumer<Resolution> observer) {
    observer.accept(ANSWER);
    return () -> {};
  }

  @Override
  public void close() {}
}
