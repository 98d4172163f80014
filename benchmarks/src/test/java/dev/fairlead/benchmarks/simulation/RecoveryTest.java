package dev.fairlead.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final long[] CALLS = {100, 100, 100, 100, 100, 100, 100, 100};

  @Test
  void itEndsWithThreeSecondsOfAFairShare() {
    // One of ten: fair are 30 of 300, enough are 27.
    long[] watched = {0, 0, 0, 4, 10, 10, 10, 10};
    assertThat(recovery(1).seconds(CALLS, watched, 10, 10)).isEqualTo(3);
  }

  @Test
  void itMayNeverCome() {
    assertThat(recovery(1).seconds(CALLS, new long[8], 10, 10)).isNaN();
  }

  @Test
  void whatNeverWasIllDoesNotRecover() {
    assertThat(recovery(Double.NaN).seconds(CALLS, CALLS, 10, 10)).isNaN();
  }

  private static Recovery recovery(double from) {
    return new Recovery(new Watched(number -> number == 0, new Span(0, 8), from), 8);
  }
}
