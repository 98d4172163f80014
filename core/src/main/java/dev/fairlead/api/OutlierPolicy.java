package dev.fairlead.api;

import java.time.Duration;

/**
 * When an endpoint that does badly is left out for a while. It is left out after some failures in a
 * row, or when a look at all of them shows that it fails far more often than the others; then one
 * request shows whether it can be used again. Never while the others fail as well, never the last
 * one, and never beyond the share given here: health leaves something to pick.
 *
 * @param failuresInARow so many leave it out at once, 1 to 1,000; of failures to connect at most 3
 *     are waited for. Answers that it is asked too much do not count
 * @param interval between two looks at all endpoints, 1 second to 10 minutes; each look goes back
 *     three intervals
 * @param firstEjection how long it is left out the first time, 1 second to 1 hour; twice as long
 *     each time after that
 * @param longestEjection but never for longer than this, {@code firstEjection} to 1 day
 * @param mostPercent of the endpoints that may be left out at a time, 0 to 100; one of two or three
 *     may be, whatever its share is. 0 switches it off
 */
public record OutlierPolicy(
    int failuresInARow,
    Duration interval,
    Duration firstEjection,
    Duration longestEjection,
    int mostPercent) {

  /** 5 in a row, a look each 10 s, out for 10 s to 5 minutes, 30 % at most. */
  public static final OutlierPolicy DEFAULT =
      new OutlierPolicy(
          5, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(5), 30);

  /** No endpoint is ever left out. */
  public static final OutlierPolicy OFF =
      new OutlierPolicy(
          5, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(5), 0);

  private static final int MOST_IN_A_ROW = 1_000;
  private static final int ALL_PERCENT = 100;

  public OutlierPolicy {
    if (failuresInARow < 1 || failuresInARow > MOST_IN_A_ROW) {
      throw new IllegalArgumentException("failuresInARow is 1 to 1000, not " + failuresInARow);
    }
    require("interval", interval, Duration.ofSeconds(1), Duration.ofMinutes(10));
    require("firstEjection", firstEjection, Duration.ofSeconds(1), Duration.ofHours(1));
    require("longestEjection", longestEjection, firstEjection, Duration.ofDays(1));
    if (mostPercent < 0 || mostPercent > ALL_PERCENT) {
      throw new IllegalArgumentException("mostPercent is 0 to 100, not " + mostPercent);
    }
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " is " + least + " to " + most + ", not " + value);
    }
  }

  /** Whether endpoints are left out at all. */
  public boolean isOn() {
    return mostPercent > 0;
  }
}
