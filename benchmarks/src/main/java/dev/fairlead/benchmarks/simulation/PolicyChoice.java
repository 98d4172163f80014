package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.SpillOver;
import dev.fairlead.internal.balancing.HealthSettings;
import java.util.function.Function;

/**
 * A policy by its name.
 *
 * @param health whether the balancer ejects endpoints and starts them slowly; the policies to
 *     compare with are shown as they are
 */
record PolicyChoice(String name, Function<Seat, SimulatedPolicy> policy, boolean health) {

  /** What is done beside the policy, for calls that may go so far. */
  HealthSettings health(Reach reach) {
    HealthSettings settings = health ? HealthSettings.DEFAULT : HealthSettings.OFF;
    return reach == Reach.OWN_ZONE_FIRST ? settings.with(SpillOver.ADAPTIVE) : settings;
  }
}
