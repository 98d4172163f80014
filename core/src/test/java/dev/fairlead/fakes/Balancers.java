package dev.fairlead.fakes;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Fallback;
import dev.fairlead.api.Location;
import dev.fairlead.api.Route;
import dev.fairlead.api.Target;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.balancing.BalancerHooks;
import dev.fairlead.internal.balancing.BalancerSettings;
import dev.fairlead.internal.balancing.HealthSettings;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Balancers of orders.shop:http on node-0 in zone-a, for tests and benchmarks. */
public final class Balancers {
  /** The place they stand at. */
  public static final Location HERE = new Location("node-0", "zone-a");

  /** What they balance. */
  public static final Target ORDERS = Target.parse("orders.shop:http");

  private Balancers() {}

  /** A balancer that waits for nothing and tells nobody. */
  public static TargetBalancer of(BalancingPolicy policy) {
    return of(policy, System::nanoTime);
  }

  /** As {@link #of(BalancingPolicy)} with a clock of the test, in nanoseconds. */
  public static TargetBalancer of(BalancingPolicy policy, LongSupplier nanoTime) {
    return of(policy, nanoTime, HealthSettings.DEFAULT);
  }

  /** As {@link #of(BalancingPolicy, LongSupplier)} with other settings of health. */
  public static TargetBalancer of(
      BalancingPolicy policy, LongSupplier nanoTime, HealthSettings health) {
    return new TargetBalancer(
        ORDERS, settings(policy, Duration.ZERO, health), hooks(nanoTime), HERE);
  }

  /** The defaults, with this policy and wait. */
  public static BalancerSettings settings(BalancingPolicy policy, Duration firstSyncWait) {
    return settings(policy, firstSyncWait, HealthSettings.DEFAULT);
  }

  /** The defaults, with this policy, wait and health. */
  public static BalancerSettings settings(
      BalancingPolicy policy, Duration firstSyncWait, HealthSettings health) {
    return new BalancerSettings(
        policy,
        firstSyncWait,
        Duration.ofMinutes(5),
        Fallback.SERVICE_NAME,
        true,
        Set.of(),
        health);
  }

  /** Nobody listens, every target decides, the clocks are real. */
  public static BalancerHooks hooks() {
    return hooks(System::nanoTime);
  }

  /** As {@link #hooks()} with a clock of the test, in nanoseconds. */
  public static BalancerHooks hooks(LongSupplier nanoTime) {
    return hooks(null, () -> null, nanoTime);
  }

  /** As {@link #hooks(LongSupplier)} with a listener, and a way around every target. */
  public static BalancerHooks hooks(
      @Nullable FairleadListener listener,
      Supplier<Route.@Nullable ByName> bypass,
      LongSupplier nanoTime) {
    return hooks(listener, bypass, nanoTime, bound -> ThreadLocalRandom.current().nextInt(bound));
  }

  /** As the others, with the randomness of the test. */
  public static BalancerHooks hooks(
      @Nullable FairleadListener listener,
      Supplier<Route.@Nullable ByName> bypass,
      LongSupplier nanoTime,
      IntUnaryOperator random) {
    return new BalancerHooks(listener, bypass, Clock.systemUTC(), nanoTime, Runnable::run, random);
  }

  /** Something that is wrong since the beginning of 2026. */
  public static Trouble trouble(Trouble.Kind kind, String explanation) {
    return new Trouble(kind, Instant.parse("2026-01-01T00:00:00Z"), explanation);
  }
}
