package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StampedTest {
  private static final long WRAP = 1L << 32;

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static long age(long notedMillis, long nowMillis) {
    return Stamped.ageMillis(Stamped.of(1, millis(notedMillis)), millis(nowMillis));
  }

  @Test
  void aNumberIsKeptToSevenDigitsWhateverTheTime() {
    for (double value : new double[] {1e-6, 0.2, 1, 12_345_678.9, 3.6e12}) {
      for (long now : new long[] {0, millis(-1), millis(WRAP - 1), Long.MAX_VALUE}) {
        assertThat(Stamped.value(Stamped.of(value, now))).isCloseTo(value, within(value * 1e-7));
      }
    }
  }

  @Test
  void nothingIsZero() {
    assertThat(Stamped.value(Stamped.NOTHING)).isZero();
    assertThat(Stamped.of(0, 0)).isEqualTo(Stamped.NOTHING);
  }

  @Test
  void theAgeIsInWholeMilliseconds() {
    long stamped = Stamped.of(1, millis(70));

    assertThat(Stamped.ageMillis(stamped, millis(70))).isZero();
    assertThat(Stamped.ageMillis(stamped, millis(71) - 1)).isZero();
    assertThat(Stamped.ageMillis(stamped, millis(71))).isEqualTo(1);
    assertThat(Stamped.ageMillis(stamped, millis(5_070))).isEqualTo(5_000);
  }

  @Test
  void theAgeIsRightAcrossTheWrapOfTheMilliseconds() {
    assertThat(age(WRAP - 10, WRAP + 20)).isEqualTo(30);
    assertThat(age(WRAP / 2 - 10, WRAP / 2 + 20)).isEqualTo(30);
    assertThat(age(7 * WRAP - 1, 7 * WRAP)).isEqualTo(1);
  }

  @Test
  void theAgeIsRightForAClockThatBeginsBelowZero() {
    assertThat(age(-5_000, -2_000)).isEqualTo(3_000);
    assertThat(age(-2_000, 3_000)).isEqualTo(5_000);
    assertThat(age(-WRAP - 10, -WRAP + 20)).isEqualTo(30);
  }

  @Test
  void theAgeIsRightForWeeksAndThenBeginsAgain() {
    long weeks = TimeUnit.DAYS.toMillis(49);

    assertThat(age(3, 3 + weeks)).isEqualTo(weeks);
    assertThat(age(3, 3 + WRAP - 60_000)).isEqualTo(WRAP - 60_000);
    assertThat(age(3, 3 + WRAP + 5)).isEqualTo(5);
  }

  @Test
  void aClockReadBeforeTheOneThatStoredIsNoTimeAtAll() {
    assertThat(age(100_000, 99_999)).isZero();
    assertThat(age(100_000, 100_000 - 59_999)).isZero();
    assertThat(age(WRAP + 5, WRAP - 5)).isZero();
    assertThat(age(5, -5)).isZero();
  }
}
