package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which targets a service id of Spring Cloud may mean: an id names a Service, and instances are of
 * one port of it.
 */
final class ServiceTargets {
  private final Fairlead fairlead;
  private final DiscoveryProperties properties;

  ServiceTargets(Fairlead fairlead, DiscoveryProperties properties) {
    this.fairlead = fairlead;
    this.properties = properties;
  }

  Fairlead fairlead() {
    return fairlead;
  }

  /**
   * The first whose port the Service has is meant. Empty when the id cannot be that of a Service.
   *
   * @throws FairleadPropertyException when the port that the properties name cannot be one
   */
  List<Target> of(String serviceId) {
    ServiceKey service = service(serviceId);
    if (service == null) {
      return List.of();
    }
    String port = port(serviceId);
    if (port != null) {
      return List.of(new Target(service, parse(serviceId, port)));
    }
    return List.of(
        new Target(service, new PortRef.Sole()),
        new Target(service, new PortRef.Named("http")),
        new Target(service, new PortRef.Named("https")));
  }

  private @Nullable ServiceKey service(String serviceId) {
    try {
      return Target.parse(serviceId, fairlead.hosts().ownNamespace()).service();
    } catch (IllegalArgumentException e) {
      return null; // one of another registry
    }
  }

  private @Nullable String port(String serviceId) {
    DiscoveryProperties.ServiceSettings settings = properties.services().get(serviceId);
    return settings == null ? null : settings.port();
  }

  private static PortRef parse(String serviceId, String port) {
    try {
      return PortRef.parse(port);
    } catch (IllegalArgumentException e) {
      throw new FairleadPropertyException(
          "fairlead.services.[" + serviceId + "].port",
          String.valueOf(e.getMessage()),
          "Write the name or the number of a port of the Service.",
          e);
    }
  }

  /** Whether another target of the same Service may have what this one has not. */
  static boolean isOfAnotherPort(Selection selection) {
    return selection instanceof Selection.Empty empty && empty.reason() == Reason.UNKNOWN_PORT;
  }
}
