package dev.fairlead.api;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Fairlead reads of a Kubernetes Service.
 *
 * @param externalName the DNS name of a Service of type ExternalName (empty if it gives none); null
 *     for every other type
 */
public record Service(
    ServiceKey key,
    ServiceAddresses addresses,
    List<ServicePort> ports,
    Policies policies,
    TopologyAnnotations topology,
    @Nullable String externalName) {

  public Service {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(addresses, "addresses");
    ports = List.copyOf(ports);
    Objects.requireNonNull(policies, "policies");
    Objects.requireNonNull(topology, "topology");
  }

  /**
   * The policies of a Service.
   *
   * @param affinity how long a client stays with its endpoint after its last request
   *     (sessionAffinity ClientIP); null when the Service asks for none
   */
  public record Policies(
      TrafficPolicy internal, TrafficPolicy external, @Nullable Duration affinity) {

    /** Traffic policies without session affinity. */
    public Policies(TrafficPolicy internal, TrafficPolicy external) {
      this(internal, external, null);
    }

    /** Cluster for both and no affinity, the default. */
    public static final Policies CLUSTER =
        new Policies(TrafficPolicy.CLUSTER, TrafficPolicy.CLUSTER);

    /** The policy that applies to {@code traffic} under {@code rules} (KEP-2086: from 1.22). */
    public TrafficPolicy of(Traffic traffic, RulesVersion rules) {
      if (traffic == Traffic.EXTERNAL) {
        return external;
      }
      return rules.atLeast(22) ? internal : TrafficPolicy.CLUSTER;
    }
  }
}
