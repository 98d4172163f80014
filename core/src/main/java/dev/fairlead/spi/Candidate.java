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
}
