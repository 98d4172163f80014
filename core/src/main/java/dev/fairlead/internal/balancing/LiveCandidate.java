package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.internal.health.EndpointStats;
import dev.fairlead.internal.health.TargetHealth;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * An endpoint as it is now, with the statistics it keeps and those of its target.
 *
 * @param reserve 0 for those that Kubernetes' rules select, then counting up: farther ones for
 *     requests that spill over
 */
record LiveCandidate(
    Endpoint endpoint, Locality locality, int reserve, EndpointStats stats, TargetTotals totals)
    implements Tracked, TargetHealth.Member {

  @Override
  public LiveCandidate live() {
    return this;
  }

  /** A pick that began at {@code begun} has ended; its whole time is the latency. */
  void end(Outcome outcome, long begun) {
    long now = totals.now();
    end(outcome, begun, now, now - begun);
  }

  /**
   * @param latency in nanoseconds; negative when there is none
   */
  void end(Outcome outcome, long begun, long now, long latency) {
    if (stats.end(outcome, begun, now, latency)) {
      totals.health().look(stats);
    }
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
        stats.inFlight(),
        outcomes,
        stats.shadow(),
        latency == 0 ? null : Duration.ofNanos(latency),
        stats.failureShare(now),
        stats.weight(),
        stats.health(),
        stats.outFor(now) == 0 ? null : Duration.ofNanos(stats.outFor(now)));
  }

  void shadow() {
    stats.shadowed();
    totals.wouldGo(locality);
  }
}
