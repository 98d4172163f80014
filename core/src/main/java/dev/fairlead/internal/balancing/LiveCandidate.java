package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.internal.health.EndpointStats;
import dev.fairlead.spi.Candidate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

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

  EndpointReport report(long now) {
    Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, stats.count(outcome));
    }
    long latency = Math.round(stats.latency(now));
    return new EndpointReport(
        endpoint,
        locality,
        inFlight(),
        outcomes,
        stats.shadow(),
        latency == 0 ? null : Duration.ofNanos(latency),
        stats.failureShare(now));
  }

  void shadow() {
    stats.shadowed();
    totals.wouldGo(locality);
  }
}
