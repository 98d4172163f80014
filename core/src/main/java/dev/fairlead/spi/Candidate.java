package dev.fairlead.spi;

import dev.fairlead.api.Endpoint;

/** An endpoint with its live statistics, as a picker sees it. */
public interface Candidate {

  /** The endpoint. */
  Endpoint endpoint();

  /**
   * How much it should get beside the others; 1 unless something says otherwise, never 0 or less.
   */
  default double weight() {
    return 1.0;
  }

  /** Picks of this endpoint that are not completed yet. */
  int inFlight();

  /**
   * What a request costs there beside the other candidates: the nanoseconds it is expected to take,
   * and the more, the more of them failed lately. Above 0, and the same for all while nothing is
   * known of any.
   *
   * @param now as a {@link Picker} is given it
   */
  default double cost(long now) {
    return 1.0;
  }

  /**
   * What it would carry with one request more: requests in flight times what each is expected to
   * cost, for the weight. Comparable among the candidates of a target.
   *
   * @param now as a {@link Picker} is given it
   */
  default double load(long now) {
    double load = (inFlight() + 1) * cost(now);
    double weight = weight();
    return weight == 1 ? load : load / weight; // nearly always, and a division is long
  }
}
