package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Health;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.internal.health.Standing.Ejected;
import dev.fairlead.internal.health.Standing.Healthy;
import dev.fairlead.internal.health.Standing.Probing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each arrow of {@link Standing}; the forbidden ones do not compile. */
class StandingTest {
  private static final double EXACTLY = 0.5;

  @Test
  void healthyToEjected() {
    Ejected ejected = new Healthy(2).eject(-100, 30);

    assertThat(ejected).isEqualTo(new Ejected(3, -70));
    assertThat(ejected.health()).isEqualTo(Health.EJECTED);
    assertThat(ejected.isOver(-71)).isFalse();
    assertThat(ejected.isOver(-70)).isTrue();
  }

  @Test
  void ejectedToProbing() {
    Probing probing = new Ejected(3, 0).probe();

    assertThat(probing).isEqualTo(new Probing(3));
    assertThat(probing.health()).isEqualTo(Health.PROBING);
  }

  @Test
  void probingToHealthyRemembersHowOften() {
    assertThat(new Probing(3).succeeded()).isEqualTo(new Healthy(3));
    assertThat(new Healthy(3).health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void probingToEjectedAgain() {
    assertThat(new Probing(3).failed(100, 7, true)).isEqualTo(new Ejected(4, 107));
    assertThat(new Probing(3).failed(100, 7, false)).isEqualTo(new Ejected(3, 107));
  }

  @Test
  void eachHealthyIntervalForgetsOne() {
    assertThat(new Healthy(2).afterHealthyInterval()).isEqualTo(new Healthy(1));
    assertThat(new Healthy(0).afterHealthyInterval()).isEqualTo(new Healthy(0));
  }

  @ParameterizedTest
  @CsvSource({"0,10", "1,20", "2,40", "3,80", "4,160", "5,300", "6,300", "1000,300"})
  void eachEjectionLastsTwiceAsLongUpToTheLongest(int before, long seconds) {
    assertThat(Standing.wait(before, OutlierPolicy.DEFAULT, EXACTLY))
        .isEqualTo(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void aTenthMoreOrLessByChance() {
    assertThat(Standing.wait(0, OutlierPolicy.DEFAULT, 0)).isEqualTo(9_000_000_000L);
    assertThat(Standing.wait(0, OutlierPolicy.DEFAULT, 1)).isEqualTo(11_000_000_000L);
  }
}
