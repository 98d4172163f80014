package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentCountTest {

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static long second(long second) {
    return TimeUnit.SECONDS.toNanos(second);
  }

  @Test
  void whatHappenedInTheSameSecondAddsUp() {
    RecentCount count = new RecentCount(0);
    count.add(0, 1);
    count.add(millis(999), 2);
    count.add(millis(999), -1);

    assertThat(count.sum(millis(999))).isEqualTo(2);
  }

  @Test
  void aSecondCountsUntilTheTenthAfterIt() {
    RecentCount count = new RecentCount(0);
    count.add(millis(900), 5);

    assertThat(count.sum(millis(9_999))).isEqualTo(5);
    assertThat(count.sum(second(10))).isZero();
  }

  @Test
  void theSecondsLeaveOneByOne() {
    RecentCount count = new RecentCount(0);
    for (int second = 0; second < 10; second++) {
      count.add(second(second), 1 << second);
    }
    for (int second = 10; second < 20; second++) {
      assertThat(count.sum(second(second))).isEqualTo(1023 >> (second - 9) << (second - 9));
    }
  }

  @Test
  void afterAPauseOnlyWhatIsOldIsForgotten() {
    RecentCount count = new RecentCount(0);
    count.add(second(1), 1);
    count.add(second(5), 10);
    count.add(second(12), 100);

    assertThat(count.sum(second(12))).isEqualTo(110);
  }

  @Test
  void afterALongPauseNothingIsLeft() {
    for (long pause : new long[] {10, 11, 19, 20, 21, 3_600, 1_000_000_000}) {
      RecentCount count = new RecentCount(0);
      for (int second = 0; second < 10; second++) {
        count.add(second(second), 1);
      }
      count.add(second(9 + pause), 7);

      assertThat(count.sum(second(9 + pause))).as("pause of %s s", pause).isEqualTo(7);
    }
  }

  @Test
  void aClockMayBeginBelowZeroAndPassIt() {
    RecentCount count = new RecentCount(millis(-2_500));
    count.add(millis(-2_500), 1);
    count.add(millis(-1), 2);
    count.add(0, 4);

    assertThat(count.sum(millis(6_999))).isEqualTo(7);
    assertThat(count.sum(second(7))).as("from -3 s on, ten seconds").isEqualTo(6);
    assertThat(count.sum(second(9))).as("from -1 s on, ten seconds").isEqualTo(4);
    assertThat(count.sum(second(10))).isZero();
  }

  @Test
  void aClockReadBeforeTheTurnOfASecondCountsInTheNext() {
    RecentCount count = new RecentCount(0);
    count.add(second(3), 1);
    count.add(second(3) - 1, 1);

    assertThat(count.sum(second(2))).isEqualTo(2);
    assertThat(count.sum(second(13) - 1)).isEqualTo(2);
    assertThat(count.sum(second(13))).isZero();
  }
}
