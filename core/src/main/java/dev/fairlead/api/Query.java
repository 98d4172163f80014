package dev.fairlead.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the rules, beside the place that asks.
 *
 * @param protocol null for the default: TCP for a port number, that of the port for a name
 * @param family null for the primary family of the Service
 */
public record Query(
    PortRef port,
    @Nullable Protocol protocol,
    @Nullable IpFamily family,
    Traffic traffic,
    RulesVersion rules) {

  public Query {
    Objects.requireNonNull(port, "port");
    Objects.requireNonNull(traffic, "traffic");
    Objects.requireNonNull(rules, "rules");
  }

  /** A client inside the cluster, the newest rules, the defaults of the Service. */
  public static Query of(PortRef port) {
    return new Query(port, null, null, Traffic.INTERNAL, RulesVersion.LATEST);
  }
}
