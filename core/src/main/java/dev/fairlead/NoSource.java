package dev.fairlead;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.spi.EndpointSource;
import java.util.function.Consumer;

/** Contacts nothing, and says why there are no endpoints and what to do. */
final class NoSource implements EndpointSource {
  private final Resolution answer;

  private NoSource(String why) {
    this.answer = new Resolution.NoSource(why);
  }

  /** Outside a cluster with nothing configured. */
  static NoSource notConfigured() {
    return new NoSource(
        "this is no pod (KUBERNETES_SERVICE_HOST is not set) and no Kubernetes API is configured."
            + " Name one: Fairlead.builder().kubernetes(new KubernetesApi.Kubeconfig(file, context))");
  }

  /** Switched off, for the reason given. */
  static NoSource switchedOff(String why) {
    return new NoSource(why + ". Call the Service by its own name, or take the switch away");
  }

  @Override
  public Subscription watch(ServiceKey service, Consumer<Resolution> observer) {
    observer.accept(answer);
    return () -> {};
  }

  @Override
  public void close() {}
}
