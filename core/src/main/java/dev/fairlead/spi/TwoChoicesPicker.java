package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Two distinct draws; the one with the lighter load wins. A tie goes to the first, and so does what
 * is as good as one: what was seen of an endpoint is never exact, and one that looks worse by so
 * little would else get nothing while calls come one by one.
 */
final class TwoChoicesPicker implements Picker {
  /** Of one request: the second has to be lighter by more. */
  private static final double AS_GOOD_AS_EQUAL = 0.1;

  private final Candidate[] candidates;
  private final IntUnaryOperator random;
  private final Load load;

  TwoChoicesPicker(List<? extends Candidate> candidates, IntUnaryOperator random, Load load) {
    this.candidates = candidates.toArray(Candidate[]::new);
    this.random = random;
    this.load = load;
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    int n = candidates.length;
    if (n == 1) {
      return candidates[0];
    }
    if (!request.tried().isEmpty()) {
      return lighter(
          Untried.draw(candidates, random, request),
          Untried.draw(candidates, random, request),
          now);
    }
    int first = random.applyAsInt(n);
    // The second is drawn from the others: those from the first on move up by one.
    int second = random.applyAsInt(n - 1);
    return lighter(candidates[first], candidates[second >= first ? second + 1 : second], now);
  }

  private Candidate lighter(Candidate a, Candidate b, long now) {
    // One request of the first is its load / requests. Both sides times that: no division.
    int requests = a.inFlight() + 1;
    return load.of(b, now) * requests < load.of(a, now) * (requests - AS_GOOD_AS_EQUAL) ? b : a;
  }
}
