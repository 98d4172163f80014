package dev.fairlead.api;

import java.time.Duration;

/**
 * An endpoint that is left out for a while because of how it did. Kubernetes still calls it ready.
 *
 * @param duration after which one request shows whether it can be used again
 * @param times how often in a row it was left out, this time included
 */
public record Ejection(
    Target target, Endpoint endpoint, Cause cause, Duration duration, int times) {

  /** What it did. */
  public enum Cause {
    /** So many requests in a row failed. */
    FAILURES_IN_A_ROW,
    /** It could not be reached so many times in a row. */
    CONNECT_FAILURES_IN_A_ROW,
    /** It failed far more often than the others. */
    FAILURE_SHARE,
    /** The request that was to show whether it can be used again failed. */
    PROBE_FAILED
  }
}
