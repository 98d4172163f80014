package dev.fairlead.internal.watching;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits how often lists are asked for again, over all watches of a process: some at once, then
 * five a second. Control plane only.
 */
public final class RelistBudget {
  private static final int AT_ONCE = 50;
  private static final long NANOS_FOR_ONE = 200_000_000;

  private final LongSupplier nanoTime;
  private long full;

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public RelistBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.full = nanoTime.getAsLong() - AT_ONCE * NANOS_FOR_ONE;
  }

  /** Takes one list; how long to wait before it is asked for. */
  Duration take() {
    long now = nanoTime.getAsLong();
    long least = now - AT_ONCE * NANOS_FOR_ONE;
    if (full < least) {
      full = least;
    }
    full += NANOS_FOR_ONE;
    return Duration.ofNanos(Math.max(0, full - now));
  }
}
