package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the end of a pick teaches about its endpoint. */
class TrackedPickTest {
  private static final int FIRST = 20;

  private int first;
  private long now = Duration.ofHours(-2).toNanos();
  private final TargetBalancer balancer = Balancers.of(BalancingPolicy.p2c(), () -> now);

  @BeforeEach
  void oneEndpoint() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
  }

  private Pick begin() {
    return balancer.pick();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private EndpointReport report() {
    return balancer.report().endpoints().get(0);
  }

  private long completed(Outcome outcome) {
    long all = balancer.totals().completed(outcome, Locality.NODE);
    return outcome == Outcome.SUCCESS ? all - first : all;
  }

  /** The answers that teach the mean alone are over. */
  private void warmUp() {
    while (first < FIRST) {
      begin().complete(Outcome.SUCCESS, Duration.ofMillis(32));
      first++;
    }
  }

  @Test
  void theFirstAnswersTellNothingOfTheEndpoint() {
    warmUp();
    assertThat(report().latency()).isNull();
  }

  @Test
  void theTimeSinceThePickIsTheLatency() {
    warmUp();
    Pick pick = begin();
    pass(Duration.ofMillis(16));
    pick.complete(Outcome.SUCCESS);

    assertThat(report().latency()).isEqualTo(Duration.ofMillis(16));
  }

  @Test
  void aGivenLatencyTakesItsPlace() {
    warmUp();
    Pick pick = begin();
    pass(Duration.ofMinutes(1));
    pick.complete(Outcome.SUCCESS, Duration.ofMillis(16));

    assertThat(report().latency()).isEqualTo(Duration.ofMillis(16));
    assertThat(completed(Outcome.SUCCESS)).isEqualTo(1);
    assertThat(report().inFlight()).isZero();
  }

  @Test
  void withoutALatencyTheRequestIsCountedAndTeachesNone() {
    warmUp();
    Pick pick = begin();
    pass(Duration.ofMinutes(1));
    pick.complete(Outcome.SUCCESS, null);

    assertThat(report().latency()).isNull();
    assertThat(completed(Outcome.SUCCESS)).isEqualTo(1);
    assertThat(report().inFlight()).isZero();
  }

  @Test
  void noTimeAtAllIsALatency() {
    warmUp();
    begin().complete(Outcome.SUCCESS, Duration.ZERO);

    assertThat(report().latency()).isEqualTo(Duration.ofNanos(1));
  }

  @Test
  void aNegativeLatencyIsRefusedByItsValueAndCountsNothing() {
    Pick pick = begin();

    assertThatThrownBy(() -> pick.complete(Outcome.SUCCESS, Duration.ofMillis(-3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A latency is not negative: PT-0.003S");
    assertThatThrownBy(() -> pick.complete(Outcome.SUCCESS, Duration.ofSeconds(Long.MIN_VALUE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("A latency is not negative: PT-");
    assertThat(completed(Outcome.SUCCESS)).isZero();
    assertThat(report().inFlight()).isEqualTo(1);

    pick.complete(Outcome.TIMEOUT, Duration.ofMillis(3));
    assertThat(completed(Outcome.TIMEOUT)).isEqualTo(1);
    assertThat(report().inFlight()).isZero();
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without that check may do
  void aMissingOutcomeIsRefusedAndCountsNothing() {
    Pick pick = begin();

    assertThatThrownBy(() -> pick.complete(null, Duration.ZERO)).hasMessage("outcome");
    assertThat(report().inFlight()).isEqualTo(1);
  }

  @Test
  void whicheverReportComesFirstCounts() {
    warmUp();
    Pick pick = begin();
    pick.complete(Outcome.SUCCESS, Duration.ofMillis(16));
    pick.complete(Outcome.TIMEOUT, Duration.ofSeconds(5));
    pick.complete(Outcome.TIMEOUT);
    pick.close();

    assertThat(report().inFlight()).isZero();
    assertThat(report().latency()).isEqualTo(Duration.ofMillis(16));
    assertThat(report().failureShare()).isZero();
    assertThat(completed(Outcome.SUCCESS)).isEqualTo(1);
    assertThat(completed(Outcome.TIMEOUT) + completed(Outcome.CANCELLED)).isZero();
  }

  @Test
  void aReportTellsWhatShareFailedOfLateAndForgetsIt() {
    begin().complete(Outcome.SERVER_FAILURE);
    assertThat(report().latency()).as("a failure is no answer").isNull();
    assertThat(report().failureShare()).isCloseTo(0.2, within(1e-6));

    pass(Duration.ofSeconds(5));
    assertThat(report().failureShare()).isCloseTo(0.2 * 0.4, within(1e-6));
  }

  @Test
  void whatIsLearntLivesAsLongAsTheEndpointIsInTheSet() {
    warmUp();
    begin().complete(Outcome.SUCCESS, Duration.ofMillis(16));
    balancer.resolved(
        Slices.found(
            Slices.slice(
                "a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-0"))));
    assertThat(balancer.report().endpoints())
        .extracting(EndpointReport::latency)
        .containsExactly(Duration.ofMillis(16), null);

    balancer.resolved(Slices.found());
    oneEndpoint();
    assertThat(report().latency()).isNull();
  }
}
