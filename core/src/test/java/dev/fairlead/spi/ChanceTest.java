package dev.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceTest {
  private static final int DRAWS = 100_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10_000, Integer.MAX_VALUE})
  void allNumbersAreFromZeroBelowTheBound(int bound) {
    assertThat(IntStream.range(0, DRAWS).map(i -> Chance.below(bound)))
        .allMatch(number -> number >= 0 && number < bound);
  }

  /** Each a seventh of the draws; 10 % of that are 13 standard deviations. */
  @Test
  void eachNumberIsAsLikelyAsTheOthers() {
    int[] counts = new int[7];
    for (int i = 0; i < DRAWS; i++) {
      counts[Chance.below(counts.length)]++;
    }
    assertThat(IntStream.of(counts)).allMatch(count -> Math.abs(count - DRAWS / 7) < DRAWS / 70);
  }
}
