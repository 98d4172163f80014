package dev.fairlead.internal.health;

/**
 * The latency an endpoint is expected to have, in nanoseconds, from that of its answers. It rises
 * slowly and by no more than an outlier may, falls faster the longer nothing was seen, and without
 * news goes back to the mean of its peers, so that an endpoint that was slow is tried again. Those
 * not seen yet are like their peers. Failures do not enter, as failing is often fast.
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
      gain = Math.max(GAIN_DOWN, 1 - weight(state, now));
    }
    return Stamped.of(before + gain * (seen - before), now);
  }

  /** How much of the estimate is left; nothing before the first answer, whatever the clock says. */
  private static double weight(long state, long now) {
    return state == Stamped.NOTHING ? 0 : Fading.after(Stamped.ageMillis(state, now));
  }
}
