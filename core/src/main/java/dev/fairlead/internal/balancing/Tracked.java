package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.spi.Candidate;

/** A candidate, or an adapter's connection to one. */
interface Tracked extends Candidate {

  LiveCandidate live();

  @Override
  default Endpoint endpoint() {
    return live().endpoint();
  }

  @Override
  default int inFlight() {
    return live().stats().inFlight();
  }

  @Override
  default double weight() {
    return live().stats().weight();
  }

  @Override
  default double cost(long now) {
    return live().stats().cost(now);
  }
}
