package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.OutlierPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureRowTest {
  private final FailureRow row = new FailureRow();

  private boolean isDueAfter(int failures, boolean toConnect) {
    for (int i = 0; i < failures; i++) {
      row.failure(toConnect);
    }
    return row.isDue(OutlierPolicy.DEFAULT);
  }

  @Test
  void itIsLongAtFiveAndAtEachFiveMore() {
    assertThat(row.isDue(OutlierPolicy.DEFAULT)).isFalse();
    assertThat(isDueAfter(4, false)).isFalse();
    assertThat(isDueAfter(1, false)).isTrue();
    assertThat(isDueAfter(1, false)).isFalse();
    assertThat(isDueAfter(4, false)).isTrue();
    assertThat(row.cannotConnect(OutlierPolicy.DEFAULT)).isFalse();
  }

  @Test
  void threeFailuresToConnectAreEnough() {
    assertThat(isDueAfter(2, true)).isFalse();
    assertThat(isDueAfter(1, true)).isTrue();
    assertThat(row.cannotConnect(OutlierPolicy.DEFAULT)).isTrue();
  }

  @Test
  void anotherFailureBreaksTheRowOfFailuresToConnect() {
    assertThat(isDueAfter(2, true)).isFalse();
    assertThat(isDueAfter(1, false)).isFalse();
    assertThat(isDueAfter(1, true)).isFalse();
  }

  @Test
  void aRowThatWasLookedAtAndBrokenIsLookedAtAgainAtItsFullLength() {
    assertThat(isDueAfter(3, true)).isTrue();
    assertThat(isDueAfter(1, false)).isFalse();
    assertThat(isDueAfter(1, false)).as("five of any kind").isTrue();
  }

  @Test
  void itIsDueOnceForEachLength() {
    assertThat(isDueAfter(7, false)).isTrue();
    assertThat(row.isDue(OutlierPolicy.DEFAULT)).isFalse();
    assertThat(isDueAfter(3, false)).isTrue();
  }

  @Test
  void aSuccessEndsBoth() {
    isDueAfter(4, true);
    row.success();

    assertThat(isDueAfter(2, true)).isFalse();
    assertThat(isDueAfter(2, false)).isFalse();
  }

  @Test
  void aPolicyThatWaitsForLessWaitsForLessToConnectToo() {
    OutlierPolicy hasty =
        new OutlierPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(1), 100);
    row.failure(true);

    assertThat(row.isDue(hasty)).isTrue();
    assertThat(row.isLong(hasty)).isTrue();
    assertThat(row.cannotConnect(hasty)).isTrue();
  }
}
