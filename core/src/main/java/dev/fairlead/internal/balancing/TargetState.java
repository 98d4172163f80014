package dev.fairlead.internal.balancing;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Location;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.spi.Picker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the data plane needs to know of a target at one moment.
 *
 * @param picker null exactly when the selection is empty
 * @param candidates what the picker chooses from
 */
record TargetState(
    @Nullable Picker picker,
    List<LiveCandidate> candidates,
    Selection selection,
    Location location,
    Resolution resolution,
    Route route) {

  Freshness freshness() {
    return resolution.freshness();
  }
}
