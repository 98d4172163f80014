package dev.fairlead.internal.health;

import java.util.Arrays;

/**
 * How many requests to one endpoint succeeded and failed within the last three intervals, from
 * counters that only grow: exact, and nothing for the data plane to do. Control plane only.
 */
final class OutcomeWindow {
  private static final int INTERVALS = 3;

  private final long[] successes = new long[INTERVALS];
  private final long[] failures = new long[INTERVALS];
  private int oldest;

  /** Within the window. */
  record Counts(long successes, long failures) {
    static final Counts NONE = new Counts(0, 0);

    long all() {
      return successes + failures;
    }

    double failureShare() {
      return all() == 0 ? 0 : (double) failures / all();
    }
  }

  /** What was counted so far is forgotten. */
  void restart(long successesNow, long failuresNow) {
    Arrays.fill(successes, successesNow);
    Arrays.fill(failures, failuresNow);
  }

  /** An interval ends, the counters show this: what the last three brought. */
  Counts advance(long successesNow, long failuresNow) {
    Counts counts = new Counts(successesNow - successes[oldest], failuresNow - failures[oldest]);
    successes[oldest] = successesNow;
    failures[oldest] = failuresNow;
    oldest = (oldest + 1) % INTERVALS;
    return counts;
  }
}
