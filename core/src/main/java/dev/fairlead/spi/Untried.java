package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;
import java.util.function.IntUnaryOperator;

/** The rule for retries: a candidate that was not tried yet, while there is one. */
final class Untried {
  /**
   * So many draws before going on to the neighbour: with one of three tried, the neighbour gets an
   * extra (1/3)^4 of the retries, with one of two (1/2)^4.
   */
  private static final int DRAWS = 4;

  private Untried() {}

  /**
   * Draws again while what was drawn was tried: nearly as even among the untried ones as the draws
   * are, see {@link #DRAWS}.
   *
   * @param order given the number of candidates, the place of the next
   */
  static Candidate draw(Candidate[] candidates, IntUnaryOperator order, PickRequest request) {
    int drawn = order.applyAsInt(candidates.length);
    if (request.tried().isEmpty()) {
      return candidates[drawn];
    }
    for (int i = 1; i < DRAWS && request.avoids(candidates[drawn].endpoint()); i++) {
      drawn = order.applyAsInt(candidates.length);
    }
    return from(candidates, drawn, request);
  }

  /**
   * The first untried one from {@code start} on. Looks at no more candidates than there are tried
   * endpoints, and one.
   */
  private static Candidate from(Candidate[] candidates, int start, PickRequest request) {
    int tried = request.tried().size();
    for (int step = 0, i = start; step < candidates.length && step <= tried; step++) {
      if (tried == 0 || !request.avoids(candidates[i].endpoint())) {
        return candidates[i];
      }
      i = i + 1 == candidates.length ? 0 : i + 1;
    }
    return candidates[start];
  }
}
