package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Latencies in milliseconds, though the formula does not care; the mean of the peers is 20. */
class LatencyEstimateTest {
  private static final double MEAN = 20;
  private static final long NOW = TimeUnit.DAYS.toNanos(3);

  /** What is left of a number after it is kept as a float. */
  private static final Offset<Double> FLOAT = within(1e-4);

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private static double at(long state, long now) {
    return LatencyEstimate.at(state, now, MEAN);
  }

  /** What is expected right after an answer that came {@code later} than the last. */
  private static double answered(double last, long later, double took) {
    long state = LatencyEstimate.after(Stamped.of(last, NOW), took, NOW + later, MEAN);
    return at(state, NOW + later);
  }

  @Test
  void whatWasNotSeenYetIsLikeItsPeers() {
    assertThat(at(Stamped.NOTHING, NOW)).isEqualTo(MEAN);
    assertThat(LatencyEstimate.at(Stamped.NOTHING, NOW, 0)).isZero();
  }

  @Test
  void whatWasSlowGoesBackToTheMean() {
    long state = Stamped.of(100, NOW);

    assertThat(at(state, NOW)).isEqualTo(100);
    assertThat(at(state, NOW + seconds(5))).isCloseTo(100 * 0.4 + 20 * 0.6, FLOAT);
    assertThat(at(state, NOW + seconds(20))).isCloseTo(100 / 13.0 + 20 * 12 / 13.0, FLOAT);
    assertThat(at(state, NOW + seconds(3_600))).isCloseTo(MEAN, within(0.01));
  }

  @Test
  void whatWasFastDoesNotGoUpToTheMean() {
    long state = Stamped.of(5, NOW);

    assertThat(at(state, NOW + seconds(5))).isCloseTo(5, FLOAT);
    assertThat(at(state, NOW + seconds(3_600))).isCloseTo(5, FLOAT);
  }

  @Test
  void aSlowerAnswerRaisesItByATwentiethOfTheDifferenceHoweverLateItComes() {
    assertThat(answered(20, 0, 30)).isCloseTo(20.5, FLOAT);
    assertThat(answered(20, seconds(60), 30)).isCloseTo(20.5, FLOAT);
    assertThat(answered(100, seconds(5), 92)).as("from where it is").isCloseTo(54, FLOAT);
  }

  @Test
  void aFasterAnswerLowersItTheMoreTheLongerNothingWasSeen() {
    assertThat(answered(20, 0, 10)).isCloseTo(19, FLOAT);
    assertThat(answered(20, seconds(5), 10)).isCloseTo(20 - 0.84 * 10, FLOAT);
    assertThat(answered(20, seconds(20), 10)).isCloseTo(20 - 10 * 168 / 169.0, FLOAT);
    assertThat(answered(100, seconds(5), 20)).isCloseTo(52 - 0.84 * 32, FLOAT);
  }

  @Test
  void aFasterAnswerLowersWhatIsAboveTheMeanByAQuarterAndByATenthWhatIsNot() {
    assertThat(answered(40, 0, 20)).isCloseTo(35, FLOAT);
    assertThat(answered(20.1, 0, 10)).isCloseTo(20.1 - 0.25 * 10.1, FLOAT);
    assertThat(answered(20, 0, 10)).isCloseTo(19, FLOAT);
    assertThat(answered(10, 0, 5)).isCloseTo(9.5, FLOAT);
  }

  @Test
  void anOutlierCountsAsFiveMeans() {
    double fiveMeans = 20 + 0.05 * (100 - 20);

    assertThat(answered(20, 0, 100)).isCloseTo(fiveMeans, FLOAT);
    assertThat(answered(20, 0, 1_000_000)).isCloseTo(fiveMeans, FLOAT);
  }

  @Test
  void theFirstAnswerIsMeasuredByThePeers() {
    long slower = LatencyEstimate.after(Stamped.NOTHING, 30, NOW, MEAN);
    long faster = LatencyEstimate.after(Stamped.NOTHING, 10, NOW, MEAN);

    assertThat(at(slower, NOW)).as("rises slowly, as ever").isCloseTo(20.5, FLOAT);
    assertThat(at(faster, NOW)).as("nothing was seen for ever").isCloseTo(10, FLOAT);
  }

  @Test
  void theFirstAnswerCountsTheSameWhereverTheClockBegins() {
    for (long origin : new long[] {0, 1, seconds(-30), seconds(5), seconds(-3_600), 1L << 62}) {
      long state = LatencyEstimate.after(Stamped.NOTHING, 10, origin, MEAN);

      assertThat(at(state, origin)).as("origin %s", origin).isCloseTo(10, FLOAT);
    }
  }

  @Test
  void theVeryFirstAnswerOfAllIsTheEstimate() {
    long state = LatencyEstimate.after(Stamped.NOTHING, 30, NOW, 30);

    assertThat(LatencyEstimate.at(state, NOW, 30)).isEqualTo(30);
  }
}
