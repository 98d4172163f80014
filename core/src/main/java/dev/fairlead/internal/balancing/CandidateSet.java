package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
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
  static final CandidateSet EMPTY = new CandidateSet(0);

  private final Map<EndpointIdentity, EndpointStats> stats;
  private final List<LiveCandidate> candidates;

  private CandidateSet(int size) {
    this.stats = new HashMap<>(size * 2);
    this.candidates = new ArrayList<>(size);
  }

  /** The set for {@code selection}, in its order and its reserves after it, seen from there. */
  CandidateSet next(Selection.Eligible selection, Location location, TargetTotals totals) {
    CandidateSet next = new CandidateSet(selection.endpoints().size());
    next.add(selection.endpoints(), 0, this, location, totals);
    int reserve = 0;
    for (Selection.Reserve farther : selection.reserves()) {
      reserve++;
      next.add(farther.endpoints(), reserve, this, location, totals);
    }
    return next;
  }

  /** Only while it is made. */
  private void add(
      List<Endpoint> endpoints,
      int reserve,
      CandidateSet former,
      Location location,
      TargetTotals totals) {
    for (Endpoint endpoint : endpoints) {
      EndpointIdentity key = new EndpointIdentity(endpoint);
      EndpointStats known = former.stats.get(key);
      EndpointStats own = known == null ? new EndpointStats(totals.health().peers()) : known;
      stats.put(key, own);
      candidates.add(
          new LiveCandidate(endpoint, Locality.of(endpoint, location), reserve, own, totals));
    }
  }

  /** Never changed any more. */
  List<LiveCandidate> candidates() {
    return candidates;
  }
}
