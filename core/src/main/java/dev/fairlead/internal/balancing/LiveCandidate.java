package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.internal.health.EndpointStats;
import dev.fairlead.spi.Candidate;

/** An endpoint as it is now, with the statistics it keeps. */
record LiveCandidate(Endpoint endpoint, EndpointStats stats) implements Candidate {

  @Override
  public int inFlight() {
    return stats.inFlight();
  }
}
