package dev.fairlead.cli;

import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Slice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What files, or the API server of a cluster, say of Services and their slices.
 *
 * @param services in the order they were read
 * @param cluster the address of the API server; null for files
 */
record Manifests(
    Map<ServiceKey, Decoded<Service>> services,
    List<Decoded<Slice>> found,
    @Nullable String cluster) {

  /**
   * Reads all texts.
   *
   * @throws BadInputException naming file and line of what cannot be understood, or the files when
   *     they hold no Service and no EndpointSlice
   */
  static Manifests read(List<ManifestText> texts) {
    ManifestReader reader = new ManifestReader();
    texts.forEach(reader::read);
    return reader.manifests();
  }

  /** The Service, or null when it is not there. */
  @Nullable Service service(ServiceKey key) {
    Decoded<Service> service = services.get(key);
    return service == null ? null : service.value();
  }

  /** All slices, of whatever Service. */
  List<Slice> slices() {
    return found.stream().map(Decoded::value).toList();
  }

  /** The slices that belong to a Service, whether it is there or not. */
  List<Decoded<Slice>> slicesOf(ServiceKey key) {
    return found.stream().filter(slice -> slice.value().service().equals(key)).toList();
  }

  /** The namespace of the only Service of that name, else {@code default}. */
  String namespaceOf(String name) {
    List<ServiceKey> named =
        services.keySet().stream().filter(key -> key.name().equals(name)).toList();
    return named.size() == 1 ? named.get(0).namespace() : "default";
  }

  /** The zone that the slices give for a node; null when they give none, or several. */
  @Nullable String zoneOf(String node) {
    List<String> zones =
        found.stream()
            .flatMap(slice -> slice.value().endpoints().stream())
            .filter(endpoint -> node.equals(endpoint.node()))
            .map(endpoint -> Objects.requireNonNullElse(endpoint.zone(), ""))
            .filter(zone -> !zone.isEmpty())
            .distinct()
            .toList();
    return zones.size() == 1 ? zones.get(0) : null;
  }
}
