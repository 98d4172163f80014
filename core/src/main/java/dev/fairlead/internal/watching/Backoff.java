package dev.fairlead.internal.watching;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pause before another try: its limit doubles from 400 ms on, and any pause below it is as
 * likely, so that many clients do not come back in step ("full jitter").
 */
final class Backoff {
  private static final long FIRST_MILLIS = 400;
  private static final int MOST_DOUBLINGS = 20;

  private final RandomGenerator random;
  private final long mostMillis;

  Backoff(RandomGenerator random, Duration most) {
    this.random = random;
    this.mostMillis = most.toMillis();
  }

  /**
   * @param failures in a row so far, 1 or more
   * @param asked what the server asked for: no less than that, and a little more; null for nothing
   */
  Duration next(int failures, @Nullable Duration asked) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    long most = Math.min(mostMillis, FIRST_MILLIS << doublings);
    long drawn = (long) (most * random.nextDouble());
    return Duration.ofMillis(asked == null ? drawn : asked.toMillis() + drawn);
  }

  /** A short pause, so that clients told the same at once do not answer at once. */
  Duration spread() {
    return Duration.ofMillis((long) (FIRST_MILLIS * random.nextDouble()));
  }
}
