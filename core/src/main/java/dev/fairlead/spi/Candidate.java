package dev.fairlead.spi;

import dev.fairlead.api.Endpoint;

/** An endpoint with its live statistics, as a picker sees it. */
public interface Candidate {

  /** The endpoint. */
  Endpoint endpoint();

  /** Picks of this endpoint that are not completed yet. */
  int inFlight();
}
