package dev.fairlead.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Slice;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.HealthSettings;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What is known of throwing m balls into n bins, with picks that never end: m = 1,000,000 and n =
 * 1,000. Azar, Broder, Karlin and Upfal (1999); Berenbrink, Czumaj, Steger and Vöcking (2006).
 */
class BallsIntoBinsTest {
  private static final int BINS = 1_000;
  private static final int BALLS = 1_000_000;
  private static final long SEED = 7;

  /**
   * A bin has m/n = 1000 balls, with a standard deviation of 31.6. The fullest of 1000 is 2.6 to
   * 4.5 of them above the mean, in all but 1.2 % of cases; the rule of thumb sqrt(2 (m/n) ln n) is
   * 118.
   */
  @Test
  void byChanceTheFullestBinHasAHundredMore() {
    assertThat(gap(BalancingPolicy::random)).isBetween(2.6 * 31.6, 4.5 * 31.6);
  }

  /** ln ln n / ln 2 = 2.8, and a constant, however many balls there are. */
  @Test
  void ofTwoTheFullestBinHasAFewMore() {
    assertThat(gap(BalancingPolicy::leastRequest)).isLessThanOrEqualTo(5);
    assertThat(gap(BalancingPolicy::p2c)).isLessThanOrEqualTo(5);
  }

  /** How many more than the mean the fullest bin has. */
  private static double gap(Function<IntUnaryOperator, BalancingPolicy> policy) {
    SplittableRandom random = new SplittableRandom(SEED);
    TargetBalancer balancer =
        Balancer.create(
            policy.apply(random::nextInt),
            HealthSettings.OFF,
            new Place("node-0", "zone-a"),
            random::nextInt,
            () -> 0);
    balancer.resolved(Slices.found(Slices.many(BINS).toArray(Slice[]::new)));
    for (int ball = 0; ball < BALLS; ball++) {
      balancer.pick();
    }
    int fullest =
        balancer.report().endpoints().stream()
            .mapToInt(EndpointReport::inFlight)
            .max()
            .orElseThrow();
    return fullest - (double) BALLS / BINS;
  }
}
