package dev.fairlead.spring;

import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.Location;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.SlowStart;
import dev.fairlead.api.SpillOver;
import dev.fairlead.api.TargetLimits;
import dev.fairlead.spi.BalancingPolicy;

/** Brings the properties to a builder. A value that core refuses is told with its property. */
final class BuilderSettings {
  private final FairleadBuilder builder;

  BuilderSettings(FairleadBuilder builder) {
    this.builder = builder;
  }

  void apply(FairleadProperties properties) {
    if (properties.mode() != null) {
      builder.mode(properties.mode());
    }
    FairleadProperties.Locality locality = properties.locality();
    builder.location(new Location(locality.nodeName(), locality.zone()));
  }

  void apply(ClusterProperties properties) {
    String own = properties.namespace();
    if (own != null) {
      checked("namespace", () -> builder.ownNamespace(own));
    }
    String[] others = properties.namespaces().toArray(new String[0]);
    checked("namespaces", () -> builder.namespaces(others));
    checked("cluster-domain", () -> builder.clusterDomain(properties.clusterDomain()));
  }

  void apply(TrustProperties properties) {
    builder.fallback(properties.fallback());
    checked("first-sync-wait", () -> builder.firstSyncWait(properties.firstSyncWait()));
    checked("trust-when-refused", () -> builder.trustWhenRefused(properties.trustWhenRefused()));
    String[] assumed = properties.assumeClusterPolicy().toArray(new String[0]);
    checked("assume-cluster-policy", () -> builder.assumeClusterPolicy(assumed));
  }

  void apply(BalancingProperties properties) {
    builder.policy(policy(properties.policy())).sessionAffinity(properties.sessionAffinity());
    checked("ejection", () -> builder.outliers(outliers(properties.ejection())));
    checked("slow-start", () -> builder.slowStart(slowStart(properties.slowStart())));
    BalancingProperties.SpillOver spillOver = properties.spillOver();
    checked(
        "spill-over",
        () ->
            builder.spillOver(
                new SpillOver(
                    spillOver.adaptive(), spillOver.fromInFlight(), spillOver.loadRatio())));
    BalancingProperties.Targets targets = properties.targets();
    checked("targets", () -> builder.targets(new TargetLimits(targets.most(), targets.idle())));
  }

  private static BalancingPolicy policy(BalancingProperties.Policy policy) {
    return switch (policy) {
      case P2C -> BalancingPolicy.p2c();
      case LEAST_REQUEST -> BalancingPolicy.leastRequest();
      case ROUND_ROBIN -> BalancingPolicy.roundRobin();
      case RANDOM -> BalancingPolicy.random();
      case RENDEZVOUS -> BalancingPolicy.rendezvous();
    };
  }

  private static OutlierPolicy outliers(BalancingProperties.Ejection ejection) {
    return new OutlierPolicy(
        ejection.failuresInARow(),
        ejection.interval(),
        ejection.first(),
        ejection.longest(),
        ejection.enabled() ? ejection.mostPercent() : 0);
  }

  private static SlowStart slowStart(BalancingProperties.SlowStart slowStart) {
    return slowStart.enabled()
        ? new SlowStart(slowStart.window(), slowStart.aggression(), slowStart.leastWeight())
        : SlowStart.OFF;
  }

  private static void checked(String name, Runnable setting) {
    try {
      setting.run();
    } catch (IllegalArgumentException e) {
      throw new FairleadPropertyException(
          "fairlead." + name, String.valueOf(e.getMessage()), "Change its value.", e);
    }
  }
}
