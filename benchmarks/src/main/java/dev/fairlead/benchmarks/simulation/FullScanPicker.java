package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.PickRequest;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The fewest requests in flight of all candidates, as far as this client knows. */
final class FullScanPicker implements Picker {
  private final List<? extends Candidate> candidates;
  private final IntUnaryOperator random;

  FullScanPicker(List<? extends Candidate> candidates, IntUnaryOperator random) {
    this.candidates = candidates;
    this.random = random;
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    int size = candidates.size();
    // A random beginning, so that a tie goes to any of them.
    int at = random.applyAsInt(size);
    Candidate best = candidates.get(at);
    for (int i = 1; i < size; i++) {
      at = at + 1 == size ? 0 : at + 1;
      Candidate other = candidates.get(at);
      if (other.inFlight() < best.inFlight()) {
        best = other;
      }
    }
    return best;
  }
}
