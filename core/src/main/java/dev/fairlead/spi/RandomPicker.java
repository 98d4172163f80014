package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A uniform draw. */
final class RandomPicker implements Picker {
  private final Candidate[] candidates;
  private final IntUnaryOperator random;

  RandomPicker(List<? extends Candidate> candidates, IntUnaryOperator random) {
    this.candidates = candidates.toArray(Candidate[]::new);
    this.random = random;
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    return Untried.draw(candidates, random, request);
  }
}
