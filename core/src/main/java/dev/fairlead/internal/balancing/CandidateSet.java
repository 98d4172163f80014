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
import org.jspecify.annotations.Nullable;

/**
 * The candidates of one selection. A new selection takes the statistics over by pod uid, address
 * and port: a new pod at an old address begins with none.
 */
final class CandidateSet {
  static final CandidateSet EMPTY = new CandidateSet(List.of());

  /** Never changed. */
  private final List<LiveCandidate> candidates;

  private CandidateSet(List<LiveCandidate> candidates) {
    this.candidates = candidates;
  }

  /** The set for {@code selection}, in its order and its reserves after it, seen from there. */
  CandidateSet next(Selection.Eligible selection, Location location, TargetTotals totals) {
    List<Endpoint> all = selection.reachable();
    @Nullable EndpointStats[] known = known(all);
    List<LiveCandidate> next = new ArrayList<>(all.size());
    int reserve = 0;
    int end = selection.endpoints().size();
    for (int i = 0; i < known.length; i++) {
      while (i == end) {
        end += selection.reserves().get(reserve++).endpoints().size();
      }
      EndpointStats stats = known[i];
      next.add(
          new LiveCandidate(
              all.get(i),
              Locality.of(all.get(i), location),
              reserve,
              stats == null ? new EndpointStats(totals.health().peers()) : stats,
              totals));
    }
    return new CandidateSet(next);
  }

  /**
   * The statistics of each; null for those that are new. Most changes are in one place, so that
   * nearly all endpoints are found by going along both sets from each of their ends.
   */
  private @Nullable EndpointStats[] known(List<Endpoint> all) {
    @Nullable EndpointStats[] known = new @Nullable EndpointStats[all.size()];
    int first = 0;
    int end = all.size();
    int shift = candidates.size() - end;
    while (first < Math.min(end, end + shift) && isSame(first, all.get(first))) {
      known[first] = candidates.get(first).stats();
      first++;
    }
    while (first < Math.min(end, end + shift) && isSame(end + shift - 1, all.get(end - 1))) {
      end--;
      known[end] = candidates.get(end + shift).stats();
    }
    if (first < Math.min(end, end + shift)) {
      Map<EndpointIdentity, EndpointStats> rest = between(first, end + shift);
      for (int i = first; i < end; i++) {
        known[i] = rest.get(new EndpointIdentity(all.get(i)));
      }
    }
    return known;
  }

  private boolean isSame(int place, Endpoint endpoint) {
    return candidates.get(place).endpoint().sameInstance(endpoint);
  }

  private Map<EndpointIdentity, EndpointStats> between(int first, int end) {
    Map<EndpointIdentity, EndpointStats> stats = new HashMap<>(2 * (end - first));
    for (LiveCandidate candidate : candidates.subList(first, end)) {
      stats.put(new EndpointIdentity(candidate.endpoint()), candidate.stats());
    }
    return stats;
  }

  List<LiveCandidate> candidates() {
    return candidates;
  }
}
