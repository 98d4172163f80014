package dev.fairlead.api;

import java.time.Duration;

/**
 * How an endpoint that is new gets its full share little by little: caches are cold and code is not
 * compiled yet. Its weight grows from {@code leastWeight} to 1 as (age / window) to the power of 1
 * / {@code aggression}. Nothing is new when more than half of the endpoints are, nor during the
 * first window after the own start.
 *
 * @param window how long it takes, 1 second to 1 hour; zero switches it off
 * @param aggression 1 grows evenly, more faster at the beginning; 0.1 to 10
 * @param leastWeight what it begins with, 0.01 to 1
 */
public record SlowStart(Duration window, double aggression, double leastWeight) {

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofHours(1);

  /** 30 s, evenly, from a tenth. */
  public static final SlowStart DEFAULT = new SlowStart(Duration.ofSeconds(30), 1, 0.1);

  /** A new endpoint gets its share at once. */
  public static final SlowStart OFF = new SlowStart(Duration.ZERO, 1, 0.1);

  public SlowStart {
    boolean inRange = window.compareTo(LEAST) >= 0 && window.compareTo(MOST) <= 0;
    if (!window.isZero() && !inRange) {
      throw new IllegalArgumentException(
          "The window of a slow start is 1 second to 1 hour, or zero for none, not " + window);
    }
    if (!(aggression >= 0.1 && aggression <= 10)) {
      throw new IllegalArgumentException("aggression is 0.1 to 10, not " + aggression);
    }
    if (!(leastWeight >= 0.01 && leastWeight <= 1)) {
      throw new IllegalArgumentException("leastWeight is 0.01 to 1, not " + leastWeight);
    }
  }

  /** Whether there is a slow start at all. */
  public boolean isOn() {
    return !window.isZero();
  }
}
