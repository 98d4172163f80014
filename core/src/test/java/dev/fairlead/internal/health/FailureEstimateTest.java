package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FailureEstimateTest {
  private static final long NOW = TimeUnit.DAYS.toNanos(-3);
  private static final Offset<Double> FLOAT = within(1e-6);

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private static double at(long state) {
    return FailureEstimate.at(state, NOW);
  }

  @Test
  void whatNeverFailedIsZero() {
    assertThat(at(Stamped.NOTHING)).isZero();
  }

  @Test
  void aFailureRaisesItByAFifthOfWhatIsLeft() {
    long one = FailureEstimate.afterFailure(Stamped.NOTHING, NOW);
    long two = FailureEstimate.afterFailure(one, NOW);
    long three = FailureEstimate.afterFailure(two, NOW);

    assertThat(at(one)).isCloseTo(0.2, FLOAT);
    assertThat(at(two)).isCloseTo(0.36, FLOAT);
    assertThat(at(three)).isCloseTo(0.488, FLOAT);
  }

  @Test
  void ifAllFailItIsOneAndNeverMore() {
    long state = Stamped.NOTHING;
    for (int i = 0; i < 1_000; i++) {
      state = FailureEstimate.afterFailure(state, NOW);
      assertThat(at(state)).isLessThanOrEqualTo(1);
    }

    assertThat(at(state)).isCloseTo(1, FLOAT);
  }

  @Test
  void aSuccessTakesATwentiethOff() {
    long state = FailureEstimate.afterSuccess(Stamped.of(0.36, NOW), NOW);

    assertThat(at(state)).isCloseTo(0.342, FLOAT);
  }

  @Test
  void aSuccessOfWhatNeverFailedLeavesNothing() {
    assertThat(FailureEstimate.afterSuccess(Stamped.NOTHING, NOW)).isEqualTo(Stamped.NOTHING);
  }

  @Test
  void itIsForgottenWithTime() {
    long state = Stamped.of(0.5, NOW);

    assertThat(FailureEstimate.at(state, NOW + seconds(5))).isCloseTo(0.2, FLOAT);
    assertThat(FailureEstimate.at(state, NOW + seconds(20))).isCloseTo(0.5 / 13, FLOAT);
    assertThat(FailureEstimate.at(state, NOW + seconds(3_600))).isCloseTo(0, within(1e-5));
  }

  @Test
  void whatIsForgottenCountsNoMoreAtTheNextResult() {
    long state = Stamped.of(0.5, NOW);
    long later = NOW + seconds(5);

    assertThat(FailureEstimate.at(FailureEstimate.afterFailure(state, later), later))
        .isCloseTo(0.2 + 0.2 * 0.8, FLOAT);
    assertThat(FailureEstimate.at(FailureEstimate.afterSuccess(state, later), later))
        .isCloseTo(0.2 * 0.95, FLOAT);
  }

  @Test
  void afterManySuccessesNothingIsLeftToBeWritten() {
    long state = Stamped.of(1, NOW);
    int successes = 0;
    while (state != Stamped.NOTHING && successes < 10_000) {
      state = FailureEstimate.afterSuccess(state, NOW);
      successes++;
    }

    assertThat(successes).isLessThan(300);
  }
}
