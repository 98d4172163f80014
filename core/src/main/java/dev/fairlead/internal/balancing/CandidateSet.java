package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Location;
import dev.fairlead.internal.health.EndpointStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The candidates of one selection. A new selection takes the statistics over by pod uid, address
 * and port: a new pod at an old address begins with none.
 */
final class CandidateSet {
  static final CandidateSet EMPTY = new CandidateSet(Map.of(), List.of());

  private final Map<EndpointIdentity, EndpointStats> stats;
  private final List<LiveCandidate> candidates;

  private CandidateSet(Map<EndpointIdentity, EndpointStats> stats, List<LiveCandidate> candidates) {
    this.stats = stats;
    this.candidates = candidates;
  }

  /** The set for {@code endpoints}, in their order, as seen from {@code location}. */
  CandidateSet next(List<Endpoint> endpoints, Location location, TargetTotals totals) {
    Map<EndpointIdentity, EndpointStats> kept = new HashMap<>(endpoints.size() * 2);
    List<LiveCandidate> next = new ArrayList<>(endpoints.size());
    for (Endpoint endpoint : endpoints) {
      EndpointIdentity key = new EndpointIdentity(endpoint);
      EndpointStats known = stats.get(key);
      EndpointStats own = known == null ? new EndpointStats(totals.peers()) : known;
      kept.put(key, own);
      next.add(new LiveCandidate(endpoint, Locality.of(endpoint, location), own, totals));
    }
    return new CandidateSet(kept, List.copyOf(next));
  }

  List<LiveCandidate> candidates() {
    return candidates;
  }
}
