package dev.fairlead.cli;

import dev.fairlead.api.IpFamily;
import dev.fairlead.api.Location;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Query;
import dev.fairlead.api.RulesVersion;
import dev.fairlead.api.Traffic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who asks, from where, and by which rules. */
final class QuestionOptions {
  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "The Kubernetes node the client runs on.")
  @Nullable String node;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The zone of that node, as its label says.")
  @Nullable String zone;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      description =
          "TCP, UDP or SCTP. Default: TCP for a port number, that of the port for a name.")
  @Nullable Protocol protocol;

  @Option(
      names = "--traffic",
      paramLabel = "TRAFFIC",
      description =
          "internal: a client in the cluster (default). external: what arrives on the node from"
              + " outside.")
  Traffic traffic = Traffic.INTERNAL;

  @Option(
      names = "--ip-family",
      paramLabel = "FAMILY",
      description = "IPv4 or IPv6. Default: the primary family of the Service.")
  @Nullable IpFamily family;

  @Option(
      names = "--cluster-version",
      paramLabel = "VERSION",
      description = "Answer as kube-proxy of this release does, such as 1.24. Default: the newest.")
  RulesVersion rules = RulesVersion.LATEST;

  Location location() {
    return new Location(node, zone);
  }

  Query query(PortRef port) {
    return new Query(port, protocol, family, traffic, rules);
  }
}
