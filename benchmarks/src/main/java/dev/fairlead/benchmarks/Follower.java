package dev.fairlead.benchmarks;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Target;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Something that follows Services of the namespace {@link Shop} until it is closed. When it is
 * open, everything has been listed.
 */
interface Follower extends AutoCloseable {

  @Override
  void close();

  /**
   * Fairlead, as an application with this many Services in use runs it. Node and zone are given, as
   * by the downward API.
   */
  static Follower fairlead(Path kubeconfig, String context, int services) {
    Fairlead fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.Kubeconfig(kubeconfig, context))
            .location(new Location("node-000", "zone-a"))
            .build();
    List<LoadBalancer> balancers =
        IntStream.range(0, services)
            .mapToObj(i -> Target.parse(Shop.service(i) + "." + Shop.NAMESPACE + ":http"))
            .map(fairlead::loadBalancer)
            .toList();
    balancers.forEach(balancer -> balancer.pick().close());
    return fairlead::close;
  }

  /** fabric8's informers on the Services and the slices of the namespace, on the same transport. */
  static Follower informers(Path kubeconfig, String context) {
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(context, kubeconfig.toFile()))
            .withOnlyHttpWatches(true) // as many streams as one HTTP/2 connection carries
            .build();
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    follow(client.services().inNamespace(Shop.NAMESPACE));
    follow(client.discovery().v1().endpointSlices().inNamespace(Shop.NAMESPACE));
    return client::close;
  }

  private static <T extends HasMetadata> void follow(Informable<T> resources) {
    resources
        .runnableInformer(0)
        .addEventHandler(new Silent<>())
        .start()
        .toCompletableFuture()
        .join();
  }

  /** Hears everything and does nothing. */
  record Silent<T>() implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {}

    @Override
    public void onUpdate(T before, T now) {}

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {}
  }
}
