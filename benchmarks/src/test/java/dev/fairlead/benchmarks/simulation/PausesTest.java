package dev.fairlead.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PausesTest {
  private final Pauses pauses = new Pauses(new long[] {100, 200}, 10);

  @Test
  void workBeforeAPauseIsNotDelayed() {
    assertThat(pauses.end(50, 50)).isEqualTo(100);
  }

  @Test
  void workThatAPauseMeetsIsDelayedByIt() {
    assertThat(pauses.end(50, 60)).isEqualTo(120);
  }

  @Test
  void workThatBeginsInAPauseWaitsForItsEnd() {
    assertThat(pauses.end(105, 20)).isEqualTo(130);
  }

  @Test
  void longWorkIsDelayedByEveryPause() {
    assertThat(pauses.end(50, 150)).isEqualTo(220);
  }

  @Test
  void aPauseThatIsOverDelaysNothing() {
    assertThat(pauses.end(110, 20)).isEqualTo(130);
    assertThat(pauses.end(210, 20)).isEqualTo(230);
  }
}
