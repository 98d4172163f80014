package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.Fallback;
import dev.fairlead.api.Location;
import dev.fairlead.api.Target;
import dev.fairlead.internal.balancing.BalancerHooks;
import dev.fairlead.internal.balancing.BalancerSettings;
import dev.fairlead.internal.balancing.HealthSettings;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/** The real balancers of simulated clients: the one place that makes them. */
final class Balancer {
  private static final Target ORDERS = Target.parse("orders.shop:http");

  /** For what depends on the time of day, of which nothing is simulated. */
  private static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private Balancer() {}

  static TargetBalancer create(
      BalancingPolicy policy,
      HealthSettings health,
      Place place,
      IntUnaryOperator random,
      LongSupplier nanoTime) {
    BalancerSettings settings =
        new BalancerSettings(
            policy, Duration.ZERO, Duration.ofMinutes(5), Fallback.FAIL, false, Set.of(), health);
    BalancerHooks hooks =
        new BalancerHooks(null, () -> null, STANDING, nanoTime, Runnable::run, random);
    return new TargetBalancer(ORDERS, settings, hooks, new Location(place.node(), place.zone()));
  }

  /** What the control plane does once a second. */
  static void check(TargetBalancer balancer) {
    balancer.checkHealth();
  }
}
