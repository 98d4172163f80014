package dev.fairlead.internal.discovery;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a Service and its slices together. Pure: whether any of them counts is selection's task. */
final class SnapshotAssembler {
  private SnapshotAssembler() {}

  /**
   * @param service null when there is none; its slices alone are no Service
   */
  static Resolution assemble(
      @Nullable Service service, Collection<Slice> slices, String version, Freshness freshness) {
    return service == null
        ? new Resolution.NotFound(freshness)
        : new Resolution.Found(
            new ServiceSnapshot(service, List.copyOf(slices), version), freshness);
  }
}
