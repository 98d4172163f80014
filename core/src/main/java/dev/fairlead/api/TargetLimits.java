package dev.fairlead.api;

import java.time.Duration;

/**
 * How many targets are kept and for how long. A target that is leased counts for neither.
 *
 * @param most at most so many, 1 to 100,000; beyond it one goes that was used seldom or long ago
 * @param idle how long one is kept after its last use, 1 second to 1 day
 */
public record TargetLimits(int most, Duration idle) {

  /** 1,000 targets, 30 minutes. */
  public static final TargetLimits DEFAULT = new TargetLimits(1_000, Duration.ofMinutes(30));

  private static final int MOST = 100_000;

  public TargetLimits {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("The most targets to keep is 1 to 100000, not " + most);
    }
    if (idle.compareTo(Duration.ofSeconds(1)) < 0 || idle.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Idle targets are kept for 1 second to 1 day, not " + idle);
    }
  }
}
