package dev.fairlead.internal.selection;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Location;
import dev.fairlead.api.RulesVersion;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Tier;
import dev.fairlead.api.TopologyAnnotations;
import dev.fairlead.api.TopologyHints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Topology hints over all ready endpoints of a port and family: node hints, else zone hints, else
 * all. A kind counts only if every endpoint has it and one names us, so a preference never empties
 * a set and a half-written change never narrows it (KEP-3015, KEP-2433).
 */
final class HintRules {
  private final boolean nodeHints;
  private final boolean zoneHints;
  private final Location location;

  HintRules(TopologyAnnotations annotations, RulesVersion rules, Location location) {
    this.nodeHints = rules.atLeast(34);
    this.zoneHints = annotations.zoneHintsEnabled(rules);
    this.location = location;
  }

  /** The endpoints of {@code ready} (at least one) that may be used here. */
  Selection apply(List<Endpoint> ready) {
    if (nodeHints) {
      List<Endpoint> ours = hinted(ready, TopologyHints::forNodes, location.node());
      if (!ours.isEmpty()) {
        return new Selection.Eligible(ours, Tier.NODE_HINT);
      }
    }
    if (zoneHints) {
      List<Endpoint> ours = hinted(ready, TopologyHints::forZones, location.zone());
      if (!ours.isEmpty()) {
        return new Selection.Eligible(ours, Tier.ZONE_HINT);
      }
    }
    return new Selection.Eligible(ready, Tier.CLUSTER);
  }

  /** Those whose hint names {@code own}; none if any endpoint lacks the hint. */
  private static List<Endpoint> hinted(
      List<Endpoint> ready, Function<TopologyHints, List<String>> kind, @Nullable String own) {
    if (own == null) {
      return List.of();
    }
    List<Endpoint> ours = new ArrayList<>(ready.size());
    for (Endpoint endpoint : ready) {
      List<String> names = kind.apply(endpoint.record().hints());
      if (names.isEmpty()) {
        return List.of();
      }
      if (names.contains(own)) {
        ours.add(endpoint);
      }
    }
    return ours;
  }
}
