package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which endpoints one selection has and another has not. Pure. */
final class SelectionDifference {
  private SelectionDifference() {}

  /** The endpoints of {@code one} that {@code other} does not have, in their order. */
  static List<Endpoint> without(Selection one, Selection other) {
    Set<Key> others = new HashSet<>();
    endpoints(other).forEach(endpoint -> others.add(Key.of(endpoint)));
    List<Endpoint> rest = new ArrayList<>();
    for (Endpoint endpoint : endpoints(one)) {
      if (!others.contains(Key.of(endpoint))) {
        rest.add(endpoint);
      }
    }
    return rest;
  }

  private static List<Endpoint> endpoints(Selection selection) {
    return selection instanceof Selection.Eligible eligible ? eligible.endpoints() : List.of();
  }

  private record Key(String address, int port, @Nullable String uid) {
    static Key of(Endpoint endpoint) {
      return new Key(
          endpoint.address(),
          endpoint.port(),
          endpoint.pod() == null ? null : endpoint.pod().uid());
    }
  }
}
