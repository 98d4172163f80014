package dev.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The ranges of the settings of health, at both ends. */
class HealthSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static void isRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static OutlierPolicy outliers(int inARow, Duration interval, int percent) {
    return new OutlierPolicy(inARow, interval, SECOND, SECOND, percent);
  }

  private static OutlierPolicy ejections(Duration first, Duration longest) {
    return new OutlierPolicy(5, SECOND, first, longest, 30);
  }

  @Test
  void outliersWithinTheirRanges() {
    assertThatCode(() -> outliers(1, SECOND, 0)).doesNotThrowAnyException();
    assertThatCode(() -> outliers(1_000, Duration.ofMinutes(10), 100)).doesNotThrowAnyException();
    assertThatCode(() -> ejections(Duration.ofHours(1), Duration.ofDays(1)))
        .doesNotThrowAnyException();
    assertThat(OutlierPolicy.DEFAULT.isOn()).isTrue();
    assertThat(OutlierPolicy.OFF.isOn()).isFalse();
  }

  @Test
  void outliersBeyondThemNameValueAndRange() {
    isRefused(() -> outliers(0, SECOND, 30), "failuresInARow is 1 to 1000, not 0");
    isRefused(() -> outliers(1_001, SECOND, 30), "failuresInARow is 1 to 1000, not 1001");
    isRefused(
        () -> outliers(5, Duration.ofMillis(999), 30), "interval is PT1S to PT10M, not PT0.999S");
    isRefused(
        () -> outliers(5, Duration.ofMinutes(11), 30), "interval is PT1S to PT10M, not PT11M");
    isRefused(() -> outliers(5, SECOND, -1), "mostPercent is 0 to 100, not -1");
    isRefused(() -> outliers(5, SECOND, 101), "mostPercent is 0 to 100, not 101");
    isRefused(() -> ejections(Duration.ZERO, SECOND), "firstEjection is PT1S to PT1H, not PT0S");
    isRefused(
        () -> ejections(Duration.ofSeconds(2), SECOND),
        "longestEjection is PT2S to PT24H, not PT1S");
    isRefused(
        () -> ejections(SECOND, Duration.ofHours(25)),
        "longestEjection is PT1S to PT24H, not PT25H");
  }

  @Test
  void slowStartWithinItsRanges() {
    assertThatCode(() -> new SlowStart(SECOND, 0.1, 0.01)).doesNotThrowAnyException();
    assertThatCode(() -> new SlowStart(Duration.ofHours(1), 10, 1)).doesNotThrowAnyException();
    assertThat(SlowStart.DEFAULT.isOn()).isTrue();
    assertThat(SlowStart.OFF.isOn()).isFalse();
  }

  @Test
  void slowStartBeyondThemNamesValueAndRange() {
    String window = "The window of a slow start is 1 second to 1 hour, or zero for none, not ";
    isRefused(() -> new SlowStart(Duration.ofMillis(1), 1, 0.1), window + "PT0.001S");
    isRefused(() -> new SlowStart(SECOND.negated(), 1, 0.1), window + "PT-1S");
    isRefused(() -> new SlowStart(Duration.ofHours(2), 1, 0.1), window + "PT2H");
    isRefused(() -> new SlowStart(SECOND, 0, 0.1), "aggression is 0.1 to 10, not 0.0");
    isRefused(() -> new SlowStart(SECOND, 11, 0.1), "aggression is 0.1 to 10, not 11.0");
    isRefused(() -> new SlowStart(SECOND, Double.NaN, 0.1), "aggression is 0.1 to 10, not NaN");
    isRefused(() -> new SlowStart(SECOND, 1, 0), "leastWeight is 0.01 to 1, not 0.0");
    isRefused(() -> new SlowStart(SECOND, 1, 1.5), "leastWeight is 0.01 to 1, not 1.5");
  }

  @Test
  void spillOverAtBothEnds() {
    assertThatCode(() -> new SpillOver(true, 1, 1)).doesNotThrowAnyException();
    assertThatCode(() -> new SpillOver(true, 1_000, 100)).doesNotThrowAnyException();
    isRefused(() -> new SpillOver(true, 0, 3), "fromInFlight is 1 to 1000, not 0");
    isRefused(() -> new SpillOver(true, 1_001, 3), "fromInFlight is 1 to 1000, not 1001");
    isRefused(() -> new SpillOver(true, 2, 0.9), "loadRatio is 1 to 100, not 0.9");
    isRefused(() -> new SpillOver(true, 2, 101), "loadRatio is 1 to 100, not 101.0");
  }
}
