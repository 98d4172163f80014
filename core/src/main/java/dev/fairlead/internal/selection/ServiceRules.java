package dev.fairlead.internal.selection;

import dev.fairlead.api.EndpointCounts;
import dev.fairlead.api.IpFamily;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServicePort;
import dev.fairlead.api.Traffic;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the Service alone decides: kind, family, port, and whether anything leads in from outside.
 */
final class ServiceRules {
  private ServiceRules() {}

  /** The outcome of looking at the Service. */
  sealed interface Answer {}

  /** The slices of this family and port are what counts. */
  record Asked(IpFamily family, PortRule port) implements Answer {}

  /** The Service itself rules everything out. */
  record Refused(Selection.Empty empty) implements Answer {}

  static Answer resolve(Service service, Query query) {
    if (service.externalName() != null) {
      return refused(Reason.EXTERNAL_NAME, service.externalName());
    }
    IpFamily primary = service.addresses().primaryFamily();
    IpFamily family = query.family() != null ? query.family() : primary;
    if (family == null || !service.addresses().supports(family)) {
      return refused(
          Reason.UNSUPPORTED_IP_FAMILY, family == null ? "no cluster IP" : family.toString());
    }
    PortRule port = PortResolver.resolve(service, query);
    if (port == null) {
      return refused(Reason.UNKNOWN_PORT, ports(service));
    }
    if (query.traffic() == Traffic.EXTERNAL && !reachableFromOutside(service, family, port)) {
      return refused(Reason.NOT_EXTERNALLY_ACCESSIBLE, "");
    }
    return new Asked(family, port);
  }

  private static boolean reachableFromOutside(Service service, IpFamily family, PortRule port) {
    return !service.addresses().headless()
        && (port.nodePort() != 0 || service.addresses().hasExternalIp(family));
  }

  private static Refused refused(Reason reason, @Nullable String detail) {
    return new Refused(
        new Selection.Empty(reason, EndpointCounts.NONE, detail == null ? "" : detail));
  }

  private static String ports(Service service) {
    return service.ports().stream().map(ServicePort::toString).collect(Collectors.joining(", "));
  }
}
