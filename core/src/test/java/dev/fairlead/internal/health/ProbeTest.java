package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each arrow of {@link Probe}, and those that are none. */
class ProbeTest {
  private static final long THEN = -1_000;

  private final Probe probe = new Probe();

  private void taken() {
    probe.want();
    assertThat(probe.tryTake(THEN)).isTrue();
  }

  @Test
  void nothingIsTakenThatIsNotWanted() {
    assertThat(probe.tryTake(THEN)).isFalse();
    assertThat(probe.ended(Outcome.SUCCESS, THEN)).isFalse();
    assertThat(probe.succeeded()).isFalse();
  }

  @Test
  void itIsTakenOnce() {
    taken();

    assertThat(probe.tryTake(THEN)).isFalse();
  }

  @Test
  void itSucceeds() {
    taken();

    assertThat(probe.ended(Outcome.SUCCESS, THEN)).isTrue();
    assertThat(probe.succeeded()).isTrue();
    assertThat(probe.failed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER_FAILURE", "CONNECT_FAILURE", "TIMEOUT"})
  void itFails(Outcome outcome) {
    taken();

    assertThat(probe.ended(outcome, THEN)).isTrue();
    assertThat(probe.failed()).isTrue();
    assertThat(probe.succeeded()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"RATE_LIMITED", "CANCELLED"})
  void whatSaysNothingLetsAnotherOneTry(Outcome outcome) {
    taken();

    assertThat(probe.ended(outcome, THEN)).isFalse();
    assertThat(probe.tryTake(THEN)).isTrue();
  }

  @Test
  void aRequestThatBeganBeforeItIsNotIt() {
    taken();

    assertThat(probe.ended(Outcome.SUCCESS, THEN - 1)).isFalse();
    assertThat(probe.ended(Outcome.SUCCESS, THEN)).isTrue();
  }

  @Test
  void itIsLostAfterItsTime() {
    taken();

    assertThat(probe.isLost(THEN + 9, 10)).isFalse();
    assertThat(probe.isLost(THEN + 10, 10)).isTrue();
    probe.end();
    assertThat(probe.isLost(THEN + 10, 10)).isFalse();
  }

  @Test
  void aSecondResultIsNone() {
    taken();
    probe.ended(Outcome.SUCCESS, THEN);

    assertThat(probe.ended(Outcome.TIMEOUT, THEN)).isFalse();
    assertThat(probe.succeeded()).isTrue();
  }
}
