package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What p2c makes of a bad endpoint, in virtual time: four endpoints that answer in 20 ms on
 * average, 100 calls a second, and the first of them is the bad one. Nothing is left out or starts
 * slowly.
 */
class P2cInTimeTest {
  private static final int ENDPOINTS = 4;
  private static final double FAIR = 1.0 / ENDPOINTS;
  private static final double CALLS_PER_SECOND = 100;
  private static final double USUAL = Duration.ofMillis(20).toNanos();
  private static final String BAD = "10.1.0.1";

  private record Event(long at, Runnable what) {}

  private final Random random = new Random(42);
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at));
  private long now = Duration.ofHours(-1).toNanos();
  private TargetBalancer balancer = balancer(BalancingPolicy::p2c);

  private boolean fails;
  private double slowness = 1;

  private final Map<String, Integer> calls = new HashMap<>();

  private TargetBalancer balancer(Function<IntUnaryOperator, BalancingPolicy> policy) {
    TargetBalancer made =
        Balancers.of(policy.apply(random::nextInt), () -> now, HealthSettings.OFF);
    made.resolved(Slices.found(Slices.many(ENDPOINTS).get(0)));
    return made;
  }

  private void call() {
    Pick pick = balancer.pick();
    boolean bad = pick.endpoint().address().equals(BAD);
    calls.merge(pick.endpoint().address(), 1, Integer::sum);
    double took = USUAL * (0.5 + random.nextDouble());
    if (bad && fails) {
      pick.complete(Outcome.SERVER_FAILURE);
    } else {
      long end = now + (long) (bad ? slowness * took : took);
      events.add(new Event(end, () -> pick.complete(Outcome.SUCCESS)));
    }
  }

  /** Calls come by chance, independent of each other and of the answers. */
  private void pass(Duration time) {
    calls.clear();
    long end = now + time.toNanos();
    while (now < end) {
      long next = now - (long) (Math.log(1 - random.nextDouble()) / CALLS_PER_SECOND * 1e9);
      while (!events.isEmpty() && events.peek().at() <= next) {
        Event event = events.remove();
        now = event.at();
        event.what().run();
      }
      now = next;
      call();
    }
  }

  /** Of the bad one, in the time that passed last. */
  private double share() {
    int all = calls.values().stream().mapToInt(Integer::intValue).sum();
    return calls.getOrDefault(BAD, 0) / (double) all;
  }

  @Test
  void anEndpointThatFailsAtOnceGetsNoMoreThanOneCallInAHundredAndIsStillTried() {
    pass(Duration.ofSeconds(10));
    fails = true;
    pass(Duration.ofSeconds(3));
    pass(Duration.ofMinutes(2));

    assertThat(share()).isGreaterThan(0).isLessThanOrEqualTo(0.01);
  }

  @Test
  void whereOnlyRequestsInFlightCountItDrawsMoreThanAFairShare() {
    balancer = balancer(BalancingPolicy::leastRequest);
    fails = true;
    pass(Duration.ofMinutes(2));

    assertThat(share()).isGreaterThan(1.2 * FAIR);
  }

  @Test
  void anEndpointThatIsTwentyTimesSlowerGetsASmallShareAndIsStillTried() {
    pass(Duration.ofSeconds(10));
    slowness = 20;
    pass(Duration.ofSeconds(3));
    pass(Duration.ofMinutes(2));

    assertThat(share()).isGreaterThan(0).isLessThanOrEqualTo(0.02);
  }

  @Test
  void anEndpointThatIsFastAgainHasMoreThanHalfAFairShareInTheNextHalfMinute() {
    slowness = 20;
    pass(Duration.ofMinutes(2));
    slowness = 1;
    pass(Duration.ofSeconds(30));

    assertThat(share()).isBetween(0.5 * FAIR, 1.2 * FAIR);
  }

  @Test
  void anEndpointThatAnswersAgainHasMoreThanHalfAFairShareInTheNextHalfMinute() {
    fails = true;
    pass(Duration.ofMinutes(2));
    fails = false;
    pass(Duration.ofSeconds(30));

    assertThat(share()).isBetween(0.5 * FAIR, 1.2 * FAIR);
  }
}
