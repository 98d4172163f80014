package dev.fairlead.spring;

import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.spi.EndpointSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints that the properties name, and that never change. Of all other Services it says the same
 * thing, so that calls to them go by name. Contacts nothing.
 */
final class StaticEndpoints implements EndpointSource {
  static final String PREFIX = "fairlead.static";

  /** That of a process outside of a cluster, unless it is set: as kubectl has it. */
  private static final String OWN_NAMESPACE = "default";

  private final Map<ServiceKey, Resolution> known;
  private final Resolution other;
  private final @Nullable String ownNamespace;

  private StaticEndpoints(
      Map<ServiceKey, Resolution> known, Resolution other, @Nullable String ownNamespace) {
    this.known = Map.copyOf(known);
    this.other = other;
    this.ownNamespace = ownNamespace;
  }

  /** None at all, for the reason given. */
  static StaticEndpoints none(String why) {
    return new StaticEndpoints(Map.of(), new Resolution.NoSource(why), null);
  }

  /**
   * Those of the entries.
   *
   * @param entries host:port by Service
   * @throws FairleadPropertyException when one of them cannot be read
   */
  static StaticEndpoints of(Map<String, List<String>> entries, ClusterProperties cluster) {
    String own = cluster.namespace() == null ? OWN_NAMESPACE : cluster.namespace();
    Map<ServiceKey, StaticService> services = new HashMap<>();
    new TreeMap<>(entries)
        .forEach(
            (key, addresses) -> {
              StaticService.Entry entry = StaticService.parse(key, addresses, own);
              services.computeIfAbsent(entry.service(), StaticService::new).add(entry);
            });
    Map<ServiceKey, Resolution> known = new HashMap<>();
    services.forEach((key, service) -> known.put(key, service.resolution()));
    return new StaticEndpoints(known, new Resolution.NotFound(), own);
  }

  /** Makes it the source, and lets URLs name the namespaces that the entries name. */
  void apply(FairleadBuilder builder, List<String> namespaces) {
    builder.source(this);
    builder.namespaces(
        Stream.concat(namespaces.stream(), known.keySet().stream().map(ServiceKey::namespace))
            .distinct()
            .toArray(String[]::new));
  }

  @Override
  public Subscription watch(ServiceKey service, Consumer<Resolution> observer) {
    observer.accept(known.getOrDefault(service, other));
    return () -> {};
  }

  @Override
  public @Nullable String ownNamespace() {
    return ownNamespace;
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
