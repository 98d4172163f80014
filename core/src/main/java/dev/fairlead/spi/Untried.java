package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;

/** The rule for retries: go on from the drawn candidate to the first that was not tried yet. */
final class Untried {
  private Untried() {}

  /** Looks at no more candidates than there are tried endpoints, and one. */
  static Candidate from(Candidate[] candidates, int start, PickRequest request) {
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
