package dev.fairlead.reference;

import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.spi.EndpointSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Endpoints from fabric8's informers: for each namespace in use one on its Services and one on its
 * EndpointSlices. To compare with: it says nothing of failures, and freshness is always live.
 */
public final class InformerEndpointSource implements EndpointSource {
  private final KubernetesClient client;
  private final Map<String, NamespaceInformers> namespaces = new HashMap<>();

  /**
   * @param client stays the caller's: it is not closed
   */
  public InformerEndpointSource(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Subscription watch(ServiceKey service, Consumer<Resolution> observer) {
    return informers(service.namespace()).watch(service.name(), observer);
  }

  private synchronized NamespaceInformers informers(String namespace) {
    return namespaces.computeIfAbsent(namespace, name -> new NamespaceInformers(client, name));
  }

  @Override
  public synchronized void close() {
    namespaces.values().forEach(NamespaceInformers::close);
    namespaces.clear();
  }
}
