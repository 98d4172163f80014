package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A draw, uniform but for the weights: what is drawn with less than the largest weight is kept with
 * the chance of its weight, else drawn again.
 */
final class RandomPicker implements Picker {
  private static final int CHANCES = 1 << 16;

  /** With half of the weights at a tenth, 4 of 1,000 come to the last draw, which is kept. */
  private static final int DRAWS = 8;

  private final Candidate[] candidates;
  private final IntUnaryOperator draw;
  private final double largest;

  RandomPicker(List<? extends Candidate> candidates, IntUnaryOperator random) {
    this.candidates = candidates.toArray(Candidate[]::new);
    double[] weights = candidates.stream().mapToDouble(Candidate::weight).sorted().toArray();
    this.largest = weights[weights.length - 1];
    boolean equal = weights[0] == largest;
    this.draw = equal ? random : bound -> byWeight(bound, random);
  }

  private int byWeight(int bound, IntUnaryOperator random) {
    int drawn = random.applyAsInt(bound);
    for (int i = 1; i < DRAWS; i++) {
      if (random.applyAsInt(CHANCES) < candidates[drawn].weight() / largest * CHANCES) {
        return drawn;
      }
      drawn = random.applyAsInt(bound);
    }
    return drawn;
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    return Untried.draw(candidates, draw, request);
  }
}
