package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static final Offset<Double> EXACT = within(1e-9);

  private final Peers peers = new Peers(() -> -7);

  @Test
  void theTimeIsThatOfTheClock() {
    assertThat(peers.now()).isEqualTo(-7);
  }

  @Test
  void beforeTheFirstAnswerThereIsNoMeanAndThenThatAnswerIsIt() {
    assertThat(peers.meanLatency()).isZero();

    peers.answered(20);

    assertThat(peers.meanLatency()).isEqualTo(20);
  }

  /** The first answers are over, and all took so long. */
  private void warmUp(double nanos) {
    for (int i = 0; i < Peers.WARM_UP; i++) {
      assertThat(peers.answered(nanos)).as("tells of its endpoint").isFalse();
    }
  }

  @Test
  void afterTheFirstAnswersEachTellsOfItsEndpointToo() {
    warmUp(20);

    assertThat(peers.answered(20)).isTrue();
  }

  @Test
  void eachAnswerMovesTheMeanByAHundredth() {
    warmUp(20);
    peers.answered(120);
    assertThat(peers.meanLatency()).isCloseTo(21, EXACT);

    peers.answered(11);
    assertThat(peers.meanLatency()).isCloseTo(20.9, EXACT);
  }

  @Test
  void anOutlierCountsAsTwentyMeans() {
    warmUp(20);
    peers.answered(1_000_000);

    assertThat(peers.meanLatency()).isCloseTo(20 + 0.01 * (400 - 20), EXACT);
  }

  @Test
  void ofTheFirstAnswersAFasterOneCountsHalfAndASlowerOneAsOneOfThem() {
    peers.answered(1_000);
    peers.answered(20);
    assertThat(peers.meanLatency()).isCloseTo(510, EXACT);

    peers.answered(810);
    assertThat(peers.meanLatency()).isCloseTo(510 + 300 / 3.0, EXACT);
  }

  @Test
  void aSlowBeginningIsForgottenWithTheFirstAnswers() {
    peers.answered(800_000);
    for (int i = 1; i < Peers.WARM_UP; i++) {
      peers.answered(1_000);
    }

    assertThat(peers.meanLatency()).isCloseTo(1_000, within(2.0));
  }
}
