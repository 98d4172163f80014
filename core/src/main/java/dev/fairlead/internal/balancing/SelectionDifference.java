package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.api.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which endpoints one selection has and another has not. Pure. */
final class SelectionDifference {
  private SelectionDifference() {}

  /** The endpoints of {@code one} that {@code other} does not have, in their order. */
  static List<Endpoint> without(Selection one, Selection other) {
    Set<EndpointIdentity> others = new HashSet<>();
    endpoints(other).forEach(endpoint -> others.add(new EndpointIdentity(endpoint)));
    List<Endpoint> rest = new ArrayList<>();
    for (Endpoint endpoint : endpoints(one)) {
      if (!others.contains(new EndpointIdentity(endpoint))) {
        rest.add(endpoint);
      }
    }
    return rest;
  }

  /** Whether both have the same endpoints for the same cause, in whatever order. */
  static boolean isNone(Selection one, Selection other) {
    if (one instanceof Selection.Eligible some && other instanceof Selection.Eligible others) {
      List<Endpoint> mine = some.endpoints();
      List<Endpoint> theirs = others.endpoints();
      return some.tier() == others.tier()
          && some.reserves().equals(others.reserves())
          && mine.size() == theirs.size()
          && (mine.equals(theirs) || (sum(mine) == sum(theirs) && areEqual(mine, theirs)));
    }
    return one.equals(other);
  }

  /** Of the hashes: sets of different sums are different, which needs no set to be made. */
  private static long sum(List<Endpoint> endpoints) {
    long sum = 0;
    for (Endpoint endpoint : endpoints) {
      sum += endpoint.hashCode();
    }
    return sum;
  }

  private static boolean areEqual(List<Endpoint> one, List<Endpoint> other) {
    return new HashSet<>(one).equals(new HashSet<>(other));
  }

  private static List<Endpoint> endpoints(Selection selection) {
    return selection instanceof Selection.Eligible eligible ? eligible.endpoints() : List.of();
  }
}
