package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.api.Outcome;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndpointStatsTest {
  private static final Offset<Double> FLOAT = within(1e-6);

  /** A latency a float holds exactly, like every power of two. */
  private static final long USUAL = 1 << 24;

  private static final long NONE = -1;

  private long now = TimeUnit.HOURS.toNanos(-1);
  private final Peers peers = new Peers(() -> now);
  private final EndpointStats stats = new EndpointStats(peers);

  private static void ends(EndpointStats of, Outcome outcome, long at, long nanos) {
    of.begin();
    of.end(outcome, at, at, nanos);
  }

  private void ends(Outcome outcome, long nanos) {
    ends(stats, outcome, now, nanos);
  }

  /** Another endpoint of the target answers as usual. */
  private EndpointStats peer() {
    EndpointStats peer = new EndpointStats(peers);
    ends(peer, Outcome.SUCCESS, now, USUAL);
    return peer;
  }

  /** The answers that teach the mean alone are over, and it is this. */
  private void warmUp(long mean) {
    for (int i = 0; i < Peers.WARM_UP; i++) {
      peers.answered((double) mean);
    }
  }

  private void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeEndsTheRequestAndIsCountedOnce(Outcome outcome) {
    stats.begin();
    stats.begin();
    stats.end(outcome, now, now, USUAL);

    assertThat(stats.inFlight()).isEqualTo(1);
    for (Outcome each : Outcome.values()) {
      assertThat(stats.count(each)).isEqualTo(each == outcome ? 1 : 0);
    }
  }

  @Test
  void whatWouldHaveGoneIsCountedApart() {
    stats.shadowed();

    assertThat(stats.shadow()).isEqualTo(1);
    assertThat(stats.inFlight()).isZero();
  }

  @Test
  void beforeAnythingIsKnownAllCostTheSame() {
    assertThat(stats.cost(now)).isEqualTo(1);
    assertThat(stats.latency(now)).isZero();
    assertThat(stats.failureShare(now)).isZero();
  }

  @Test
  void theFirstAnswersTeachTheMeanAloneButFailuresCount() {
    for (int i = 0; i < Peers.WARM_UP; i++) {
      ends(Outcome.SUCCESS, USUAL);
    }
    ends(Outcome.TIMEOUT, NONE);

    assertThat(stats.latency(now)).isZero();
    assertThat(peers.meanLatency()).isEqualTo(USUAL);
    assertThat(stats.cost(now)).isCloseTo(5.0 * USUAL, within(USUAL * 1e-5));
  }

  @Test
  void aSuccessTeachesTheLatency() {
    warmUp(USUAL);
    ends(Outcome.SUCCESS, USUAL);

    assertThat(stats.latency(now)).isEqualTo(USUAL);
    assertThat(stats.cost(now)).isEqualTo(USUAL);
    assertThat(peers.meanLatency()).isEqualTo(USUAL);
    assertThat(stats.failureShare(now)).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"SERVER_FAILURE", "CONNECT_FAILURE", "TIMEOUT", "RATE_LIMITED"})
  void aFailureCostsAndItsTimeIsNoLatency(Outcome failure) {
    warmUp(USUAL);
    ends(Outcome.SUCCESS, USUAL);
    ends(failure, 1);
    ends(failure, 1_000 * USUAL);

    assertThat(stats.latency(now)).isEqualTo(USUAL);
    assertThat(peers.meanLatency()).isEqualTo(USUAL);
    assertThat(stats.failureShare(now)).isCloseTo(0.36, FLOAT);
    assertThat(stats.cost(now)).isCloseTo(USUAL * (1 + 20 * 0.36), within(USUAL * 1e-5));
  }

  @Test
  void whatIsCancelledSaysNothing() {
    warmUp(USUAL);
    ends(Outcome.SUCCESS, USUAL);
    ends(Outcome.TIMEOUT, 1);
    double cost = stats.cost(now);
    ends(Outcome.CANCELLED, 1);
    ends(Outcome.CANCELLED, 1_000 * USUAL);

    assertThat(stats.cost(now)).isEqualTo(cost);
    assertThat(peers.meanLatency()).isEqualTo(USUAL);
  }

  @Test
  void aSuccessTakesATwentiethOffTheFailures() {
    ends(Outcome.TIMEOUT, NONE);
    ends(Outcome.SUCCESS, USUAL);

    assertThat(stats.failureShare(now)).isCloseTo(0.19, FLOAT);
  }

  @Test
  void aSuccessWithoutALatencyIsNoSampleButASuccess() {
    ends(Outcome.TIMEOUT, NONE);
    ends(Outcome.SUCCESS, NONE);

    assertThat(stats.latency(now)).isZero();
    assertThat(peers.meanLatency()).isZero();
    assertThat(stats.failureShare(now)).isCloseTo(0.19, FLOAT);
  }

  @Test
  void anAnswerInNoTimeIsAnAnswerAllTheSame() {
    warmUp(1);
    ends(Outcome.SUCCESS, 0);

    assertThat(stats.latency(now)).isEqualTo(1);
    assertThat(stats.cost(now)).isEqualTo(1);
  }

  @Test
  void anEndpointThatFailsFastCostsMoreThanOneThatAnswers() {
    warmUp(USUAL);
    EndpointStats peer = peer();
    ends(Outcome.SERVER_FAILURE, 1);

    assertThat(stats.cost(now)).isCloseTo(5 * peer.cost(now), within(USUAL * 1e-5));
    for (int i = 0; i < 100; i++) {
      ends(Outcome.SERVER_FAILURE, 1);
    }
    assertThat(stats.cost(now)).isCloseTo(21 * peer.cost(now), within(USUAL * 1e-5));
  }

  @Test
  void failuresAreForgivenWithTime() {
    warmUp(USUAL);
    peer();
    ends(Outcome.SERVER_FAILURE, 1);
    pass(5);

    assertThat(stats.failureShare(now)).isCloseTo(0.2 * 0.4, FLOAT);
    assertThat(stats.cost(now)).isCloseTo(USUAL * 2.6, within(USUAL * 1e-5));
  }

  @Test
  void anEndpointThatWasNotSeenYetCostsAsItsPeersDo() {
    warmUp(USUAL);
    peer();

    assertThat(stats.cost(now)).isEqualTo(USUAL);
    assertThat(stats.latency(now)).as("not seen").isZero();
  }

  @Test
  void anEndpointThatWasSlowGoesBackToTheMean() {
    warmUp(USUAL);
    peer();
    for (int i = 0; i < 50; i++) {
      ends(Outcome.SUCCESS, 8 * USUAL);
    }
    double slow = stats.latency(now);
    double mean = peers.meanLatency();
    assertThat(slow).isGreaterThan(1.5 * mean);
    pass(5);

    assertThat(stats.latency(now)).isCloseTo(slow * 0.4 + mean * 0.6, within(10.0));
    assertThat(stats.cost(now)).isEqualTo(stats.latency(now));
  }

  @Test
  void anEndpointThatWasFastStaysSo() {
    warmUp(USUAL);
    peer();
    ends(Outcome.SUCCESS, USUAL / 8);
    double fast = stats.latency(now);
    assertThat(fast).isLessThan(peers.meanLatency() / 2);
    pass(3_600);

    assertThat(stats.latency(now)).isCloseTo(fast, within(1.0));
  }

  @Test
  void aResultStoredByALateThreadTakesNoTimeBack() {
    long earlier = now - TimeUnit.MILLISECONDS.toNanos(50);
    ends(Outcome.TIMEOUT, NONE);
    ends(stats, Outcome.TIMEOUT, earlier, NONE);

    assertThat(stats.failureShare(earlier)).isCloseTo(0.36, FLOAT);
  }
}
