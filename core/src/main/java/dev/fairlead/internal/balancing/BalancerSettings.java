package dev.fairlead.internal.balancing;

import dev.fairlead.api.Fallback;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.Set;

/**
 * What all balancers of a {@code Fairlead} have in common.
 *
 * @param firstSyncWait how long calls may wait for the first answer, from the first use on
 * @param trustWhenRefused how long the last answer is trusted when the API server refuses a new one
 * @param sessionAffinity whether a Service's wish for session affinity is honoured
 * @param assumedCluster Services whose traffic policy is taken for Cluster when it may not be read
 */
public record BalancerSettings(
    BalancingPolicy policy,
    Duration firstSyncWait,
    Duration trustWhenRefused,
    Fallback fallback,
    boolean sessionAffinity,
    Set<ServiceKey> assumedCluster,
    HealthSettings health) {

  public BalancerSettings {
    assumedCluster = Set.copyOf(assumedCluster);
  }
}
