package dev.fairlead.internal.selection;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointCounts;
import dev.fairlead.api.Location;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.Tier;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Readiness and traffic policy of a Service with a cluster IP.
 *
 * <p>Local: ready on the own node, else draining there, else nothing; hints are not looked at.
 * Cluster: ready ones that pass the hints, else all that drain.
 */
final class PolicyRules {
  private final Location location;
  private final Exclusions exclusions;
  private final TrafficPolicy policy;
  private final boolean drainingUsable;
  private final HintRules hints;

  PolicyRules(Service service, Query query, Location location, Exclusions exclusions) {
    this.location = location;
    this.exclusions = exclusions;
    this.policy = service.policies().of(query.traffic(), query.rules());
    this.drainingUsable = query.rules().atLeast(26); // KEP-1669
    this.hints = new HintRules(service.topology(), query.rules(), location);
  }

  Selection select(List<List<Endpoint>> members) {
    List<Endpoint> unique = Duplicates.resolve(members, location, exclusions);
    List<Endpoint> ready = only(unique, e -> e.conditions().ready());
    List<Endpoint> draining = only(unique, e -> e.conditions().draining());
    int notReady = unique.size() - ready.size() - draining.size();
    EndpointCounts counts = new EndpointCounts(ready.size(), draining.size(), notReady);
    Selection selection = decide(ready, drainingUsable ? draining : List.of(), counts);
    if (exclusions.wanted()) {
      noteLeftOut(unique, selection);
    }
    return selection;
  }

  private Selection decide(List<Endpoint> ready, List<Endpoint> draining, EndpointCounts counts) {
    if (ready.isEmpty() && draining.isEmpty()) {
      return new Selection.Empty(Reason.NO_ENDPOINTS, counts, "");
    }
    if (policy == TrafficPolicy.LOCAL) {
      return local(ready, draining, counts);
    }
    return ready.isEmpty()
        ? new Selection.Eligible(draining, Tier.CLUSTER_TERMINATING)
        : hints.apply(ready);
  }

  private Selection local(List<Endpoint> ready, List<Endpoint> draining, EndpointCounts counts) {
    if (location.node() == null) {
      return new Selection.Empty(Reason.NODE_UNKNOWN, counts, "");
    }
    List<Endpoint> localReady = only(ready, e -> isLocal(e, location));
    if (!localReady.isEmpty()) {
      return new Selection.Eligible(localReady, Tier.LOCAL);
    }
    List<Endpoint> localDraining = only(draining, e -> isLocal(e, location));
    return localDraining.isEmpty()
        ? new Selection.Empty(Reason.NO_LOCAL_ENDPOINTS, counts, "")
        : new Selection.Eligible(localDraining, Tier.LOCAL_TERMINATING);
  }

  /** On the own node: its name is known and equal. Zones do not matter. */
  static boolean isLocal(Endpoint endpoint, Location location) {
    return location.node() != null && location.node().equals(endpoint.node());
  }

  private void noteLeftOut(List<Endpoint> unique, Selection selection) {
    List<Endpoint> chosen =
        selection instanceof Selection.Eligible eligible ? eligible.endpoints() : List.of();
    // The chosen ones are a subsequence of all, so one walk finds the rest.
    int next = 0;
    for (Endpoint endpoint : unique) {
      if (next < chosen.size() && chosen.get(next).equals(endpoint)) {
        next++;
      } else {
        exclusions.add(endpoint, why(endpoint, selection));
      }
    }
  }

  private Why why(Endpoint endpoint, Selection selection) {
    if (endpoint.conditions().ready()) {
      return policy == TrafficPolicy.LOCAL ? Why.OTHER_NODE : Why.HINTED_ELSEWHERE;
    }
    if (!endpoint.conditions().draining()) {
      return Why.NOT_READY;
    }
    boolean drainingInUse =
        selection instanceof Selection.Eligible eligible
            ? eligible.tier() == Tier.LOCAL_TERMINATING
            : policy == TrafficPolicy.LOCAL && drainingUsable;
    return drainingInUse ? Why.OTHER_NODE : Why.TERMINATING;
  }

  private static List<Endpoint> only(List<Endpoint> endpoints, Predicate<Endpoint> test) {
    List<Endpoint> kept = new ArrayList<>(endpoints.size());
    for (Endpoint endpoint : endpoints) {
      if (test.test(endpoint)) {
        kept.add(endpoint);
      }
    }
    return kept;
  }
}
