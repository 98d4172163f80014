package dev.fairlead.internal.selection;

import dev.fairlead.api.PortRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Query;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServicePort;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the port of a Service that a caller means. Names are compared exactly. */
final class PortResolver {
  private PortResolver() {}

  /** The rule for that port, or null when the Service declares no such port and protocol. */
  static @Nullable PortRule resolve(Service service, Query query) {
    PortRef asked = query.port();
    if (service.addresses().headless() && service.ports().isEmpty()) {
      return asked instanceof PortRef.Numbered number ? new PortRule.AsItIs(number.number()) : null;
    }
    if (asked instanceof PortRef.Sole) {
      List<ServicePort> ports = service.ports();
      boolean sole = ports.size() == 1 && protocolFits(query.protocol(), ports.get(0));
      return sole ? new PortRule.Declared(ports.get(0)) : null;
    }
    if (asked instanceof PortRef.Numbered number) {
      Protocol protocol = query.protocol() == null ? Protocol.TCP : query.protocol();
      return first(service, p -> p.number() == number.number() && p.protocol() == protocol);
    }
    String name = ((PortRef.Named) asked).name();
    return first(service, p -> p.name().equals(name) && protocolFits(query.protocol(), p));
  }

  private static boolean protocolFits(@Nullable Protocol wanted, ServicePort port) {
    return wanted == null || wanted == port.protocol();
  }

  private static @Nullable PortRule first(Service service, Predicate<ServicePort> test) {
    for (ServicePort port : service.ports()) {
      if (test.test(port)) {
        return new PortRule.Declared(port);
      }
    }
    return null;
  }
}
