package dev.fairlead.internal.selection;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointCounts;
import dev.fairlead.api.Location;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Tier;
import dev.fairlead.api.Why;
import java.util.ArrayList;
import java.util.List;

/**
 * What the cluster DNS publishes of a headless Service: every ready record. No policy, no hints, no
 * fallback; an address is listed if any record of it is ready (CoreDNS {@code plugin/kubernetes}).
 */
final class HeadlessRules {
  private HeadlessRules() {}

  static Selection select(List<List<Endpoint>> members, Location location, Exclusions exclusions) {
    List<List<Endpoint>> ready = new ArrayList<>(members.size());
    int draining = 0;
    int notReady = 0;
    for (List<Endpoint> slice : members) {
      List<Endpoint> readyOfSlice = new ArrayList<>(slice.size());
      for (Endpoint member : slice) {
        if (member.conditions().ready()) {
          readyOfSlice.add(member);
        } else if (member.conditions().draining()) {
          draining++;
          exclusions.add(member, Why.TERMINATING);
        } else {
          notReady++;
          exclusions.add(member, Why.NOT_READY);
        }
      }
      ready.add(readyOfSlice);
    }
    List<Endpoint> unique = Duplicates.resolve(ready, location, exclusions);
    return unique.isEmpty()
        ? new Selection.Empty(Reason.NO_ENDPOINTS, new EndpointCounts(0, draining, notReady), "")
        : new Selection.Eligible(unique, Tier.HEADLESS);
  }
}
