package dev.fairlead.internal.health;

/**
 * The latency an endpoint is expected to have, in nanoseconds, from that of its answers. It rises
 * slowly and by no more than an outlier may, falls faster the longer nothing was seen and while it
 * is above the mean of its peers, and without news goes back to that mean, so that an endpoint that
 * was slow is tried again. Those not seen yet are like their peers. Failures do not enter, as
 * failing is often fast.
 *
 * <p>Pure: the state is a {@link Stamped} number.
 */
final class LatencyEstimate {
  /** An answer counts as at most so many times the mean: one pause is not ten slow answers. */
  private static final double MOST_MEANS = 5;

  /**
   * Half of the other: when a server stands still, all that it had is late at once, and says the
   * same thing several times. Requests in flight have told it before.
   */
  private static final double GAIN_UP = 0.05;

  private static final double GAIN_DOWN = 0.1;

  /**
   * Of one that looks slower than its peers: it is asked seldom, so that it has few answers to show
   * that it is well again.
   */
  private static final double GAIN_DOWN_ABOVE_MEAN = 0.25;

  private LatencyEstimate() {}

  /**
   * The estimate now.
   *
   * @param mean of all endpoints of the target; 0 while nothing is known of any, and then so is the
   *     estimate
   */
  static double at(long state, long now, double mean) {
    double last = Stamped.value(state);
    if (last == 0) {
      return mean;
    }
    double weight = weight(state, now);
    return last * weight + Math.min(mean, last) * (1 - weight);
  }

  /** The state after an answer that took {@code nanos}. */
  static long after(long state, double nanos, long now, double mean) {
    double seen = Math.min(nanos, MOST_MEANS * mean);
    double before = at(state, now, mean);
    double gain = GAIN_UP;
    if (seen < before) {
      gain = gainDown(before > mean, weight(state, now));
    }
    return Stamped.of(before + gain * (seen - before), now);
  }

  /** What has faded to a half is a quarter beside a fresh answer that says it is better. */
  private static double gainDown(boolean aboveMean, double left) {
    return Math.max(aboveMean ? GAIN_DOWN_ABOVE_MEAN : GAIN_DOWN, 1 - left * left);
  }

  /** How much of the estimate is left; nothing before the first answer, whatever the clock says. */
  private static double weight(long state, long now) {
    return state == Stamped.NOTHING ? 0 : Fading.after(Stamped.ageMillis(state, now));
  }
}
