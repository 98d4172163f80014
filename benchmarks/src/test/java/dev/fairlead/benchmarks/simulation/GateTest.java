package dev.fairlead.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GateTest {
  private static final Runs NO_RUNS = new Runs(1);

  @Test
  void whatIsMeasuredMayReachTheLimit() {
    assertThat(Gate.most("", runs -> 1, 1).judge(NO_RUNS).holds()).isTrue();
    assertThat(Gate.least("", runs -> 1, 1).judge(NO_RUNS).holds()).isTrue();
  }

  @Test
  void whatIsBeyondMisses() {
    assertThat(Gate.most("", runs -> 1.1, 1).judge(NO_RUNS).holds()).isFalse();
    assertThat(Gate.least("", runs -> 0.9, 1).judge(NO_RUNS).holds()).isFalse();
  }

  @Test
  void aFigureThatIsMissingMisses() {
    assertThat(Gate.most("", runs -> Double.NaN, 1).judge(NO_RUNS).holds()).isFalse();
    assertThat(Gate.least("", runs -> Double.NaN, 1).judge(NO_RUNS).holds()).isFalse();
  }
}
