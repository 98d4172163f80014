package dev.fairlead.spi;

/** What a candidate would carry with one request more; comparable among the candidates of a set. */
@FunctionalInterface
interface Load {
  double of(Candidate candidate, long now);

  /** Requests in flight, for the weight. */
  static double requests(Candidate candidate, long now) {
    return (candidate.inFlight() + 1) / candidate.weight();
  }
}
