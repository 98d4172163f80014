package dev.fairlead.internal.watching;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When anything came last from an API server: written by the transport's threads, read by all. */
public final class LastHeard {
  private final LongSupplier nanoTime;
  private volatile long heard;

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public LastHeard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.heard = nanoTime.getAsLong();
  }

  /** Something came just now. */
  public void now() {
    heard = nanoTime.getAsLong();
  }

  /** For how long nothing has come. */
  public Duration ago() {
    return Duration.ofNanos(nanoTime.getAsLong() - heard);
  }
}
