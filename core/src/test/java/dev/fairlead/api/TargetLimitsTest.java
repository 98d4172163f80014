package dev.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TargetLimitsTest {

  @Test
  void limitsAreChecked() {
    assertThatThrownBy(() -> new TargetLimits(0, TargetLimits.DEFAULT.idle()))
        .hasMessage("The most targets to keep is 1 to 100000, not 0");
    assertThatThrownBy(() -> new TargetLimits(100_001, TargetLimits.DEFAULT.idle()))
        .hasMessage("The most targets to keep is 1 to 100000, not 100001");
    assertThatThrownBy(() -> new TargetLimits(1, Duration.ofMillis(999)))
        .hasMessage("Idle targets are kept for 1 second to 1 day, not PT0.999S");
    assertThatThrownBy(() -> new TargetLimits(1, Duration.ofHours(25)))
        .hasMessage("Idle targets are kept for 1 second to 1 day, not PT25H");
    assertThat(new TargetLimits(100_000, Duration.ofDays(1)).most()).isEqualTo(100_000);
    assertThat(new TargetLimits(1, Duration.ofSeconds(1)).most()).isEqualTo(1);
  }
}
