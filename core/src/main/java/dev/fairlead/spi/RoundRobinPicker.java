package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** One after the other, those of less weight not in each round. */
final class RoundRobinPicker implements Picker {
  private final Candidate[] candidates;
  private final Turns turns;

  RoundRobinPicker(List<? extends Candidate> candidates, IntUnaryOperator random) {
    this.candidates = candidates.toArray(Candidate[]::new);
    this.turns = new Turns(candidates, random);
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    return request.tried().isEmpty()
        ? candidates[turns.applyAsInt(candidates.length)]
        : Untried.draw(candidates, turns, request);
  }
}
