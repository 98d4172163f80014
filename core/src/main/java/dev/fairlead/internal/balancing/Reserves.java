package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Location;
import dev.fairlead.api.Query;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where requests may spill over to: what the same rules select for somebody who does not know the
 * own node, and then not the own zone. Only hints are widened so; a Local policy never is. Pure.
 */
final class Reserves {
  private Reserves() {}

  /** {@code found}, with the endpoints of the wider tiers that it does not have. */
  static Selection add(
      Selection found, Resolution known, Query query, Location location, boolean assumeCluster) {
    if (!(found instanceof Selection.Eligible eligible)
        || (eligible.tier() != Tier.NODE_HINT && eligible.tier() != Tier.ZONE_HINT)) {
      return found;
    }
    List<Selection.Reserve> reserves = new ArrayList<>();
    Set<Endpoint> nearer = new HashSet<>(eligible.endpoints());
    Tier tier = eligible.tier();
    while (tier == Tier.NODE_HINT || tier == Tier.ZONE_HINT) {
      Location wider =
          tier == Tier.NODE_HINT ? new Location(null, location.zone()) : Location.UNKNOWN;
      Selection next = Judgement.select(known, query, wider, assumeCluster);
      if (!(next instanceof Selection.Eligible more)) {
        break;
      }
      List<Endpoint> rest = more.endpoints().stream().filter(nearer::add).toList();
      if (!rest.isEmpty()) {
        reserves.add(new Selection.Reserve(rest, more.tier()));
      }
      tier = more.tier();
    }
    return new Selection.Eligible(eligible.endpoints(), eligible.tier(), reserves);
  }
}
