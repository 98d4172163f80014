package dev.fairlead.cli;

import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Slice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the files say of Services and their slices.
 *
 * @param services in the order of the files
 */
record Manifests(Map<ServiceKey, Service> services, List<Slice> slices) {

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

  /** The Service, or null when the files do not hold it. */
  @Nullable Service service(ServiceKey key) {
    return services.get(key);
  }

  /** The slices that belong to a Service, whether it is in the files or not. */
  List<Slice> slicesOf(ServiceKey key) {
    return slices.stream().filter(slice -> slice.service().equals(key)).toList();
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
        slices.stream()
            .flatMap(slice -> slice.endpoints().stream())
            .filter(endpoint -> node.equals(endpoint.node()))
            .map(endpoint -> Objects.requireNonNullElse(endpoint.zone(), ""))
            .filter(zone -> !zone.isEmpty())
            .distinct()
            .toList();
    return zones.size() == 1 ? zones.get(0) : null;
  }
}
