package dev.fairlead.benchmarks.simulation;

import java.util.function.ToDoubleFunction;

/**
 * Something that must hold of p2c, whatever the seed.
 *
 * @param measured from the results of one seed
 * @param limit from the same results: another policy's figure times a factor, or a number
 * @param atLeast whether the limit is the least rather than the most
 */
record Gate(
    String name, ToDoubleFunction<Runs> measured, ToDoubleFunction<Runs> limit, boolean atLeast) {

  /** The figure must not be above. */
  static Gate most(String name, ToDoubleFunction<Runs> measured, ToDoubleFunction<Runs> limit) {
    return new Gate(name, measured, limit, false);
  }

  /** The figure must not be above. */
  static Gate most(String name, ToDoubleFunction<Runs> measured, double limit) {
    return new Gate(name, measured, runs -> limit, false);
  }

  /** The figure must not be below. */
  static Gate least(String name, ToDoubleFunction<Runs> measured, double limit) {
    return new Gate(name, measured, runs -> limit, true);
  }

  Verdict judge(Runs runs) {
    return new Verdict(
        name, runs.seed(), measured.applyAsDouble(runs), limit.applyAsDouble(runs), atLeast);
  }

  /** What a gate says of one seed. */
  record Verdict(String gate, long seed, double measured, double limit, boolean atLeast) {

    /** A figure that is missing holds nothing. */
    boolean holds() {
      return atLeast ? measured >= limit : measured <= limit;
    }

    /** How near the limit it came: 1 is at it, more is beyond. */
    double used() {
      return atLeast ? limit / measured : measured / limit;
    }
  }
}
