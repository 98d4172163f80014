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

  @Test
  void eachAnswerMovesTheMeanByAHundredth() {
    peers.answered(20);
    peers.answered(120);
    assertThat(peers.meanLatency()).isCloseTo(21, EXACT);

    peers.answered(11);
    assertThat(peers.meanLatency()).isCloseTo(20.9, EXACT);
  }

  @Test
  void anOutlierCountsAsTwentyMeans() {
    peers.answered(20);
    peers.answered(1_000_000);

    assertThat(peers.meanLatency()).isCloseTo(20 + 0.01 * (400 - 20), EXACT);
  }

  @Test
  void afterAFewHundredAnswersTheMeanIsTheirs() {
    peers.answered(1_000);
    for (int i = 0; i < 1_000; i++) {
      peers.answered(20);
    }

    assertThat(peers.meanLatency()).isCloseTo(20, within(0.1));
  }
}
