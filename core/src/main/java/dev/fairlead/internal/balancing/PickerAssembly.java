package dev.fairlead.internal.balancing;

import dev.fairlead.api.Health;
import dev.fairlead.api.SpillOver;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Picker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Makes the picker over a set: the policy's over those that are not left out, tier by tier, and one
 * request for each that is to be probed. When none would be left, all of the nearest stay. Any
 * thread.
 */
final class PickerAssembly {
  private final SpillOver spillOver;
  private final TargetTotals totals;
  private final IntUnaryOperator random;

  PickerAssembly(SpillOver spillOver, TargetTotals totals, IntUnaryOperator random) {
    this.spillOver = spillOver;
    this.totals = totals;
    this.random = random;
  }

  /** Those in use, and the picker over them. */
  record Assembled<T extends Tracked>(List<T> used, Picker picker) {}

  /** The picker over {@code all}, of which there is at least one. */
  <T extends Tracked> Assembled<T> over(List<T> all, BalancingPolicy policy) {
    List<T> used = new ArrayList<>(all.size());
    List<T> probes = new ArrayList<>();
    for (T one : all) {
      Health health = one.live().stats().health();
      if (health == Health.HEALTHY) {
        used.add(one);
      } else if (health == Health.PROBING) {
        probes.add(one);
      }
    }
    if (used.isEmpty()) {
      totals.panic();
      int nearest = all.get(0).live().reserve();
      used.addAll(all.stream().filter(one -> one.live().reserve() == nearest).toList());
      probes.clear();
    }
    Picker picker = tiers(all, used, policy);
    return new Assembled<>(used, probes.isEmpty() ? picker : new ProbingPicker(probes, picker));
  }

  private <T extends Tracked> Picker tiers(List<T> all, List<T> used, BalancingPolicy policy) {
    if (all.get(all.size() - 1).live().reserve() == all.get(0).live().reserve()) {
      return policy.newPicker(used);
    }
    TreeMap<Integer, List<T>> tiers = new TreeMap<>();
    used.forEach(
        one -> tiers.computeIfAbsent(one.live().reserve(), t -> new ArrayList<>()).add(one));
    TieredPicker.Farther farther = null;
    for (var tier : tiers.descendingMap().entrySet()) {
      List<T> here = tier.getValue();
      Picker picker = policy.newPicker(here);
      if (farther != null) {
        double healthy = (double) here.size() / count(all, tier.getKey());
        picker = new TieredPicker(picker, healthy, farther, spillOver, totals, random);
      }
      farther = new TieredPicker.Farther(picker, here);
    }
    return Objects.requireNonNull(farther).picker();
  }

  private static long count(List<? extends Tracked> all, int reserve) {
    return all.stream().filter(one -> one.live().reserve() == reserve).count();
  }
}
