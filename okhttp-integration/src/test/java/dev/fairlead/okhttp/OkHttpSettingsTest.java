package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each setting has a range, and fails at the call that leaves it. */
class OkHttpSettingsTest {
  private static final OkHttpSettings ANY = OkHttpSettings.DEFAULT;

  @Test
  void attemptsAreOneToTen() {
    assertThat(ANY.withMaxAttempts(1).maxAttempts()).isEqualTo(1);
    assertThat(ANY.withMaxAttempts(10).maxAttempts()).isEqualTo(10);
    assertRefused(() -> ANY.withMaxAttempts(0), "maxAttempts is 1 to 10, not 0");
    assertRefused(() -> ANY.withMaxAttempts(11), "maxAttempts is 1 to 10, not 11");
  }

  @Test
  void theTimeToConnectInIsTenMillisecondsToAMinute() {
    Duration least = Duration.ofMillis(10);
    Duration most = Duration.ofMinutes(1);
    String words = "connectTimeout is 10 ms to 1 minute, not ";
    assertThat(ANY.withConnectTimeout(least).connectTimeout()).isEqualTo(least);
    assertThat(ANY.withConnectTimeout(most).connectTimeout()).isEqualTo(most);
    assertRefused(() -> ANY.withConnectTimeout(least.minusNanos(1)), words + "PT0.009999999S");
    assertRefused(() -> ANY.withConnectTimeout(most.plusNanos(1)), words + "PT1M0.000000001S");
  }

  @Test
  void idleConnectionsAreOneToAThousand() {
    Duration kept = Duration.ofSeconds(5);
    String words = "maxIdleConnections is 1 to 1000, not ";
    assertThat(ANY.withIdleConnections(1, kept).maxIdleConnections()).isEqualTo(1);
    assertThat(ANY.withIdleConnections(1_000, kept).maxIdleConnections()).isEqualTo(1_000);
    assertRefused(() -> ANY.withIdleConnections(0, kept), words + "0");
    assertRefused(() -> ANY.withIdleConnections(1_001, kept), words + "1001");
  }

  @Test
  void theyAreKeptForASecondToAnHour() {
    Duration least = Duration.ofSeconds(1);
    Duration most = Duration.ofHours(1);
    String words = "keepAlive is 1 second to 1 hour, not ";
    assertThat(ANY.withIdleConnections(1, least).keepAlive()).isEqualTo(least);
    assertThat(ANY.withIdleConnections(1, most).keepAlive()).isEqualTo(most);
    assertRefused(() -> ANY.withIdleConnections(1, least.minusNanos(1)), words + "PT0.999999999S");
    assertRefused(() -> ANY.withIdleConnections(1, most.plusNanos(1)), words + "PT1H0.000000001S");
  }

  @Test
  void oneSettingLeavesTheOthers() {
    ResponseClassifier other = response -> Outcome.SUCCESS;
    OkHttpSettings all =
        new OkHttpSettings(other, 2, Duration.ofMillis(20), 3, Duration.ofSeconds(4));
    assertThat(
            ANY.withClassifier(other)
                .withMaxAttempts(2)
                .withConnectTimeout(Duration.ofMillis(20))
                .withIdleConnections(3, Duration.ofSeconds(4)))
        .isEqualTo(all);
  }

  private static void assertRefused(Runnable setting, String words) {
    assertThatThrownBy(setting::run).isInstanceOf(IllegalArgumentException.class).hasMessage(words);
  }
}
