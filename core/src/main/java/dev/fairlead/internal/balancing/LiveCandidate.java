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

  @Override
  public double cost(long now) {
    return stats.cost(now);
  }

  /** A pick that began at {@code begun} has ended; its whole time is the latency. */
  void end(Outcome outcome, long begun) {
    long now = totals.peers().now();
    end(outcome, now, now - begun);
  }

  /**
   * @param latency in nanoseconds; negative when there is none
   */
  void end(Outcome outcome, long now, long latency) {
    stats.end(outcome, now, latency);
    totals.complete(outcome, locality);
  }

  void shadow() {
    stats.shadowed();
    totals.wouldGo(locality);
  }
}
