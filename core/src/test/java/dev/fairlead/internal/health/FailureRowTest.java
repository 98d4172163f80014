package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.OutlierPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureRowTest {
  private final FailureRow row = new FailureRow();

  private boolean isLongAfter(int failures, boolean toConnect) {
    for (int i = 0; i < failures; i++) {
      row.failure(toConnect);
    }
    return row.isLong(OutlierPolicy.DEFAULT);
  }

  @Test
  void itIsLongAtFiveAndAtEachFiveMore() {
    assertThat(row.isLong(OutlierPolicy.DEFAULT)).isFalse();
    assertThat(isLongAfter(4, false)).isFalse();
    assertThat(isLongAfter(1, false)).isTrue();
    assertThat(isLongAfter(1, false)).isFalse();
    assertThat(isLongAfter(4, false)).isTrue();
    assertThat(row.cannotConnect(OutlierPolicy.DEFAULT)).isFalse();
  }

  @Test
  void threeFailuresToConnectAreEnough() {
    assertThat(isLongAfter(2, true)).isFalse();
    assertThat(isLongAfter(1, true)).isTrue();
    assertThat(row.cannotConnect(OutlierPolicy.DEFAULT)).isTrue();
  }

  @Test
  void anotherFailureBreaksTheRowOfFailuresToConnect() {
    assertThat(isLongAfter(2, true)).isFalse();
    assertThat(isLongAfter(1, false)).isFalse();
    assertThat(isLongAfter(1, true)).isFalse();
  }

  @Test
  void aSuccessEndsBoth() {
    isLongAfter(4, true);
    row.success();

    assertThat(isLongAfter(2, true)).isFalse();
    assertThat(isLongAfter(2, false)).isFalse();
  }

  @Test
  void aPolicyThatWaitsForLessWaitsForLessToConnectToo() {
    OutlierPolicy hasty =
        new OutlierPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(1), 100);
    row.failure(true);

    assertThat(row.isLong(hasty)).isTrue();
    assertThat(row.cannotConnect(hasty)).isTrue();
  }
}
