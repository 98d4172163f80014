package dev.fairlead.internal.balancing;

import dev.fairlead.api.EndpointCounts;
import dev.fairlead.api.Explanation;
import dev.fairlead.api.Location;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.internal.selection.EndpointSelector;
import org.jspecify.annotations.Nullable;

/** What may be called, given what is known. Pure. */
final class Judgement {
  private Judgement() {}

  /**
   * What may be called.
   *
   * @param assumeCluster whether slices alone are enough, as if the traffic policy were Cluster
   */
  static Selection select(Resolution known, Query query, Location location, boolean assumeCluster) {
    ServiceSnapshot snapshot = snapshot(known, query, assumeCluster);
    if (snapshot != null) {
      return EndpointSelector.select(snapshot.service(), snapshot.slices(), query, location);
    }
    if (known instanceof Resolution.NotFound) {
      return Selection.Empty.of(Reason.SERVICE_NOT_FOUND);
    }
    if (known instanceof Resolution.SlicesOnly slices) {
      return empty(Reason.FORBIDDEN, slices.trouble().explanation());
    }
    Resolution.Unknown unknown = (Resolution.Unknown) known;
    return empty(reason(unknown), unknown.explanation());
  }

  /** As {@link #select}, with why each endpoint is left out; null while no Service is known. */
  static @Nullable Explanation explain(
      Resolution known, Query query, Location location, boolean assumeCluster) {
    ServiceSnapshot snapshot = snapshot(known, query, assumeCluster);
    return snapshot == null
        ? null
        : EndpointSelector.explain(snapshot.service(), snapshot.slices(), query, location);
  }

  private static @Nullable ServiceSnapshot snapshot(
      Resolution known, Query query, boolean assumeCluster) {
    if (known instanceof Resolution.Found found) {
      return found.snapshot();
    }
    return assumeCluster && known instanceof Resolution.SlicesOnly only && !only.slices().isEmpty()
        ? AssumedService.of(only.slices(), query)
        : null;
  }

  private static Reason reason(Resolution.Unknown unknown) {
    if (unknown instanceof Resolution.Refused) {
      return Reason.FORBIDDEN;
    }
    return unknown instanceof Resolution.NoSource ? Reason.NO_SOURCE : Reason.NOT_SYNCED;
  }

  static Selection.Empty empty(Reason reason, String detail) {
    return new Selection.Empty(reason, EndpointCounts.NONE, detail);
  }
}
