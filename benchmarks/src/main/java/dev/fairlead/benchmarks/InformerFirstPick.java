package dev.fairlead.benchmarks;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The shortest program with fabric8's informers on the same transport: the slices of the namespace,
 * and the first ready address of one Service. No rules of selection, no ports, no policies. Prints
 * what {@link FirstPick} prints. Run by {@link ColdStart}.
 */
public final class InformerFirstPick {
  private InformerFirstPick() {}

  /**
   * @param args the address of the API, the name of the Service, and {@code services} to list
   *     Services too, without which no Service port and no policy is known
   */
  public static void main(String[] args) {
    long begun = System.nanoTime();
    Config config =
        new ConfigBuilder(Config.empty()).withMasterUrl(args[0]).withOnlyHttpWatches(true).build();
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    CompletableFuture<Void> services =
        args.length > 2
            ? listed(client.services().inNamespace(Shop.NAMESPACE)).listed
            : CompletableFuture.completedFuture(null);
    Listed<EndpointSlice> slices =
        listed(client.discovery().v1().endpointSlices().inNamespace(Shop.NAMESPACE));
    services.join();
    slices.listed.join();
    FirstPick.end(ready(slices.informer.getStore().list(), args[1]), begun);
  }

  private record Listed<T extends HasMetadata>(
      SharedIndexInformer<T> informer, CompletableFuture<Void> listed) {}

  private static <T extends HasMetadata> Listed<T> listed(Informable<T> resources) {
    CompletableFuture<Void> listed = new CompletableFuture<>();
    SharedIndexInformer<T> informer = resources.runnableInformer(0);
    informer.addEventHandler(new UntilListed<>(listed));
    informer.start();
    return new Listed<>(informer, listed);
  }

  private static String ready(List<EndpointSlice> slices, String service) {
    return slices.stream()
        .filter(s -> service.equals(s.getMetadata().getLabels().get("kubernetes.io/service-name")))
        .flatMap(slice -> slice.getEndpoints().stream())
        .filter(endpoint -> !Boolean.FALSE.equals(endpoint.getConditions().getReady()))
        .map(endpoint -> endpoint.getAddresses().get(0))
        .findFirst()
        .orElseThrow();
  }

  /** Waits for the end of the first list. */
  private record UntilListed<T>(CompletableFuture<Void> listed) implements ResourceEventHandler<T> {
    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
      listed.complete(null);
    }

    @Override
    public void onAdd(T object) {}

    @Override
    public void onUpdate(T before, T now) {}

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {}
  }
}
