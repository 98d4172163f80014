package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Outcome;

/** What a policy that keeps statistics of its own is told of each call that has ended. */
@FunctionalInterface
interface Feedback {

  /** Told in the order of time; both times in nanoseconds. */
  void ended(Endpoint endpoint, Outcome outcome, long took, long now);
}
