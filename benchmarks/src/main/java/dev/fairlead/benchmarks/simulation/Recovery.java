package dev.fairlead.benchmarks.simulation;

/** How long it takes until servers that are well again get calls again. */
final class Recovery {
  private static final double FAIR_ENOUGH = 0.9;

  /** Seconds looked at together: one alone has too few calls. */
  private static final int TOGETHER = 3;

  private final Watched watched;
  private final double end;

  Recovery(Watched watched, double end) {
    this.watched = watched;
    this.end = end;
  }

  /**
   * Seconds from the recovery until the beginning of the first three in which the watched servers
   * had nine tenths of their fair share; NaN when that never came, or nothing recovers.
   *
   * @param servers how many there ever were
   * @param members how many of them are there
   */
  double seconds(long[] calls, long[] ofWatched, int servers, int members) {
    if (Double.isNaN(watched.recovers())) {
      return Double.NaN;
    }
    int count = 0;
    for (int number = 0; number < servers; number++) {
      count += watched.servers().test(number) ? 1 : 0;
    }
    double fair = count / (double) members;
    int begin = (int) Math.ceil(watched.recovers());
    for (int second = begin; second + TOGETHER <= (int) end; second++) {
      if (sum(ofWatched, second) >= FAIR_ENOUGH * fair * sum(calls, second)) {
        return second - watched.recovers();
      }
    }
    return Double.NaN;
  }

  private static long sum(long[] perSecond, int from) {
    long sum = 0;
    for (int i = from; i < from + TOGETHER; i++) {
      sum += perSecond[i];
    }
    return sum;
  }
}
