package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.internal.health.EndpointStats;
import dev.fairlead.spi.Candidate;

/** An endpoint as it is now, with the statistics it keeps and those of its target. */
record LiveCandidate(Endpoint endpoint, Locality locality, EndpointStats stats, TargetTotals totals)
    implements Candidate {

  @Override
  public int inFlight() {
    return stats.inFlight();
  }

  void end(Outcome outcome) {
    stats.end(outcome);
    totals.complete(outcome, locality);
  }

  void shadow() {
    stats.shadowed();
    totals.wouldGo(locality);
  }
}
