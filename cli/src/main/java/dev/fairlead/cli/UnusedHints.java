package dev.fairlead.cli;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Why zone hints that are there had no effect. The selection says only that all ready endpoints
 * count; the question behind it is usually why traffic leaves the zone.
 */
final class UnusedHints {
  /** From this release on, hints count whatever the annotations of the Service are (KEP-4444). */
  private static final int WITHOUT_ANNOTATION = 31;

  private UnusedHints() {}

  /** One sentence; empty when no endpoint has a zone hint, or when something else decided. */
  static Optional<String> of(Selection.Eligible eligible, Question question, Manifests manifests) {
    List<Endpoint> bare = eligible.endpoints().stream().filter(UnusedHints::bare).toList();
    boolean hinted = bare.size() < eligible.endpoints().size();
    boolean counted = question.query().rules().atLeast(WITHOUT_ANNOTATION);
    if (eligible.tier() != Tier.CLUSTER || !hinted || !counted) {
      return Optional.empty();
    }
    return Optional.of("Zone hints are not used: " + cause(bare, question.location(), manifests));
  }

  private static boolean bare(Endpoint endpoint) {
    return endpoint.record().hints().forZones().isEmpty();
  }

  private static String cause(List<Endpoint> bare, Location location, Manifests manifests) {
    if (!bare.isEmpty()) {
      return "every ready endpoint must have one, and "
          + bare.get(0)
          + " has none"
          + (bare.size() > 1 ? " (nor have " + (bare.size() - 1) + " more)" : "");
    }
    if (location.zone() != null) {
      return "none names " + location.zone();
    }
    String zone = location.node() == null ? null : manifests.zoneOf(location.node());
    return zone == null
        ? "the own zone is not given. Add --zone ZONE"
        : "the own zone is not given. Add --zone " + zone + ", where " + location.node() + " is";
  }
}
