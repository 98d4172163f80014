package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.api.SlowStart;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final long BEGUN = -7;

  private final Ramp ramp = new Ramp(BEGUN, WINDOW.toNanos());

  private double weight(double aggression, double seconds) {
    return ramp.weight(new SlowStart(WINDOW, aggression, 0.1), BEGUN + Math.round(seconds * 1e9));
  }

  @ParameterizedTest
  @CsvSource({"0,0.1", "2.9,0.1", "3,0.1", "6,0.2", "15,0.5", "27,0.9", "30,1", "31,1", "-1,0.1"})
  void growsWithAgeFromTheLeast(double seconds, double weight) {
    assertThat(weight(1, seconds)).isCloseTo(weight, CLOSE);
  }

  @ParameterizedTest
  @CsvSource({"2,7.5,0.5", "2,0.3,0.1", "0.5,15,0.25", "0.5,3,0.1"})
  void aggressionIsTheRootThatIsTaken(double aggression, double seconds, double weight) {
    assertThat(weight(aggression, seconds)).isCloseTo(weight, CLOSE);
  }

  @Test
  void endsAfterItsLength() {
    assertThat(ramp.isOver(BEGUN + WINDOW.toNanos() - 1)).isFalse();
    assertThat(ramp.isOver(BEGUN + WINDOW.toNanos())).isTrue();
  }
}
