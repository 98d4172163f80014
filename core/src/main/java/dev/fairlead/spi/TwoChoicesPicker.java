package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Two distinct draws; the one with fewer requests in flight for its weight wins, a tie the first.
 */
final class TwoChoicesPicker implements Picker {
  private final Candidate[] candidates;
  private final IntUnaryOperator random;

  TwoChoicesPicker(List<? extends Candidate> candidates, IntUnaryOperator random) {
    this.candidates = candidates.toArray(Candidate[]::new);
    this.random = random;
  }

  @Override
  public Candidate pick(PickRequest request) {
    int n = candidates.length;
    if (n == 1) {
      return candidates[0];
    }
    if (!request.tried().isEmpty()) {
      return lighter(
          Untried.draw(candidates, random, request), Untried.draw(candidates, random, request));
    }
    int first = random.applyAsInt(n);
    // The second is drawn from the others: those from the first on move up by one.
    int second = random.applyAsInt(n - 1);
    return lighter(candidates[first], candidates[second >= first ? second + 1 : second]);
  }

  private static Candidate lighter(Candidate a, Candidate b) {
    return load(b) < load(a) ? b : a;
  }

  /** What it would carry with this request. */
  private static double load(Candidate candidate) {
    return (candidate.inFlight() + 1) / candidate.weight();
  }
}
