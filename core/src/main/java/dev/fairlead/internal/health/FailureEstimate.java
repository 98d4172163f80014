package dev.fairlead.internal.health;

/**
 * What share of the requests to an endpoint failed lately, 0 to 1: up by a fifth of what is left
 * with each failure, down by a twentieth with each success, and forgotten with time.
 *
 * <p>Pure: the state is a {@link Stamped} number.
 */
final class FailureEstimate {
  private static final double UP = 0.2;
  private static final double KEPT_AT_SUCCESS = 0.95;

  /** So little costs nothing any more: a success of what failed once need not write for ever. */
  private static final double FORGOTTEN = 1e-6;

  private FailureEstimate() {}

  /** The estimate now. */
  static double at(long state, long now) {
    double last = Stamped.value(state);
    return last == 0 ? 0 : last * Fading.after(Stamped.ageMillis(state, now));
  }

  static long afterSuccess(long state, long now) {
    double before = at(state, now);
    return before < FORGOTTEN ? Stamped.NOTHING : Stamped.of(before * KEPT_AT_SUCCESS, now);
  }

  static long afterFailure(long state, long now) {
    double before = at(state, now);
    return Stamped.of(before + UP * (1 - before), now);
  }
}
