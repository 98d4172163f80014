package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.internal.health.OutcomeWindow.Counts;
import org.junit.jupiter.api.Test;

class OutcomeWindowTest {
  private final OutcomeWindow window = new OutcomeWindow();

  @Test
  void showsWhatTheLastThreeIntervalsBrought() {
    assertThat(window.advance(10, 1)).isEqualTo(new Counts(10, 1));
    assertThat(window.advance(20, 1)).isEqualTo(new Counts(20, 1));
    assertThat(window.advance(30, 4)).isEqualTo(new Counts(30, 4));
    assertThat(window.advance(40, 4)).as("without the first").isEqualTo(new Counts(30, 3));
    assertThat(window.advance(40, 4)).isEqualTo(new Counts(20, 3));
    assertThat(window.advance(40, 4)).isEqualTo(new Counts(10, 0));
    assertThat(window.advance(40, 4)).isEqualTo(new Counts(0, 0));
  }

  @Test
  void afterARestartOnlyWhatCameSinceCounts() {
    window.advance(10, 5);
    window.restart(12, 9);

    assertThat(window.advance(13, 9)).isEqualTo(new Counts(1, 0));
    assertThat(window.advance(14, 10)).isEqualTo(new Counts(2, 1));
  }

  @Test
  void noRequestsAreNoFailures() {
    assertThat(Counts.NONE.failureShare()).isZero();
    assertThat(new Counts(3, 1).failureShare()).isEqualTo(0.25);
  }
}
