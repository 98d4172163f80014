package dev.fairlead.cli;

import dev.fairlead.api.PortRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Query;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServicePort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that leaves the port out, for a format that cannot. */
final class SolePort {
  private SolePort() {}

  /** The same question with its port: that of the Service, or a name that changes no answer. */
  static Query spelledOut(Query query, @Nullable Service service) {
    if (!(query.port() instanceof PortRef.Sole)) {
      return query;
    }
    List<ServicePort> ports = service == null ? List.of() : service.ports();
    ServicePort sole = ports.size() == 1 ? ports.get(0) : null;
    PortRef port = new PortRef.Named(sole == null ? "" : sole.name());
    Protocol protocol = query.protocol();
    if (sole != null && sole.number() > 0) {
      port = new PortRef.Numbered(sole.number());
      protocol = protocol == null ? sole.protocol() : protocol;
    }
    return new Query(port, protocol, query.family(), query.traffic(), query.rules());
  }
}
