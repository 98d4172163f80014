package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FadingTest {

  @Test
  void whatIsSeenNowCountsWhole() {
    assertThat(Fading.after(0)).isEqualTo(1);
  }

  @Test
  void afterOneTimeConstantTwoFifthsAreLeftAndAfterFourAThirteenth() {
    assertThat(Fading.after(5_000)).isEqualTo(1 / 2.5);
    assertThat(Fading.after(10_000)).isEqualTo(1 / 5.0);
    assertThat(Fading.after(20_000)).isEqualTo(1 / 13.0);
  }

  @Test
  void itStaysJustAboveTheExponential() {
    for (long millis = 0; millis < 600_000; millis += 100) {
      double exact = Math.exp(-millis / 5_000.0);
      assertThat(Fading.after(millis)).isBetween(exact, exact + 0.07);
    }
  }

  @Test
  void itOnlyFallsAndIsNothingInTheEnd() {
    double last = 1;
    for (long millis = 1; millis < 100_000; millis++) {
      double next = Fading.after(millis);
      assertThat(next).isLessThan(last);
      last = next;
    }
    assertThat(Fading.after(0xFFFF_FFFFL)).isCloseTo(0, within(1e-11));
  }
}
