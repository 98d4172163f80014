package dev.fairlead.internal.health;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What the endpoints of one target have in common: the clock, and the mean latency of their
 * answers. Lives as long as the target. Written by the data plane.
 */
public final class Peers {
  private static final double GAIN = 0.01;

  /** One answer counts as at most so many means. */
  private static final double MOST_MEANS = 20;

  private final LongSupplier nanoTime;

  /** The mean in nanoseconds, as the bits of a double; 0 before the first answer. */
  private final AtomicLong mean = new AtomicLong();

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public Peers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The time now, in nanoseconds. */
  public long now() {
    return nanoTime.getAsLong();
  }

  /** In nanoseconds; 0 while nothing is known. */
  double meanLatency() {
    return Double.longBitsToDouble(mean.get());
  }

  /** Takes an answer in. One that comes at the same moment as another may be left out. */
  void answered(double nanos) {
    long bits = mean.get();
    double before = Double.longBitsToDouble(bits);
    double after =
        before == 0 ? nanos : before + GAIN * (Math.min(nanos, MOST_MEANS * before) - before);
    mean.compareAndSet(bits, Double.doubleToRawLongBits(after));
  }
}
