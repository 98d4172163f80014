package dev.fairlead.internal.balancing;

import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.SlowStart;
import dev.fairlead.api.SpillOver;

/** What is done beyond Kubernetes' rules about endpoints that do badly, are new, or overloaded. */
public record HealthSettings(OutlierPolicy outliers, SlowStart slowStart, SpillOver spillOver) {
  /** As users get it. */
  public static final HealthSettings DEFAULT =
      new HealthSettings(OutlierPolicy.DEFAULT, SlowStart.DEFAULT, SpillOver.STRICT);

  /** Nothing. */
  public static final HealthSettings OFF =
      new HealthSettings(OutlierPolicy.OFF, SlowStart.OFF, SpillOver.STRICT);

  public HealthSettings with(OutlierPolicy other) {
    return new HealthSettings(other, slowStart, spillOver);
  }

  public HealthSettings with(SlowStart other) {
    return new HealthSettings(outliers, other, spillOver);
  }

  public HealthSettings with(SpillOver other) {
    return new HealthSettings(outliers, slowStart, other);
  }
}
