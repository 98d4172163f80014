package dev.fairlead.testkit;

import java.time.Duration;

/**
 * How a pod answers requests that do not ask for something else.
 *
 * @param resets it does not answer at all: its connections end with a TCP reset
 */
record PodMode(int status, Duration delay, boolean resets) {
  static final PodMode HEALTHY = new PodMode(200, Duration.ZERO, false);
  static final PodMode RESETTING = new PodMode(200, Duration.ZERO, true);

  static PodMode slow(Duration delay) {
    if (delay.isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("a slow pod waits longer than zero, not " + delay);
    }
    return new PodMode(200, delay, false);
  }

  static PodMode failing(int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("a pod fails with 400 to 599, not " + status);
    }
    return new PodMode(status, Duration.ZERO, false);
  }
}
