package dev.fairlead.benchmarks.simulation;

import java.util.function.IntFunction;

/**
 * The servers of a scenario, as they are at the beginning.
 *
 * @param queue how many calls may wait at one of them; it rejects what comes then
 * @param places where each runs
 */
record Machines(int count, int workers, ServiceTime time, int queue, IntFunction<Place> places) {

  /** How many calls a second they can answer when all are well. */
  double capacity() {
    return count * workers * 1000 / time.meanMillis();
  }
}
