package dev.fairlead.internal.health;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What the endpoints of one target have in common: the clock, and the mean latency of their
 * answers. Lives as long as the target. Written by the data plane.
 *
 * <p>The first answers teach the mean alone. A process that has just started is slow itself, by
 * classes to load, connections to make and code not compiled yet, and would hold that against the
 * endpoints it happened to ask first.
 */
public final class Peers {
  private static final double GAIN = 0.01;

  /** One answer counts as at most so many means. */
  private static final double MOST_MEANS = 20;

  /** So many answers come first. */
  static final int WARM_UP = 20;

  /** Until then the mean follows faster answers at once half the way. */
  private static final double GAIN_DOWN_WARMING_UP = 0.5;

  private final LongSupplier nanoTime;

  /** Answers so far, up to {@link #WARM_UP}. */
  private final AtomicInteger first = new AtomicInteger();

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

  /**
   * Takes an answer in; true when it also tells something of the endpoint that gave it. One that
   * comes at the same moment as another may be left out of the mean.
   */
  boolean answered(double nanos) {
    int before = first.get();
    boolean warm = before >= WARM_UP;
    if (!warm) {
      before = first.incrementAndGet();
    }
    long bits = mean.get();
    mean.compareAndSet(
        bits,
        Double.doubleToRawLongBits(after(Double.longBitsToDouble(bits), nanos, warm, before)));
    return warm;
  }

  private static double after(double mean, double nanos, boolean warm, int answers) {
    if (mean == 0) {
      return nanos;
    }
    double seen = Math.min(nanos, MOST_MEANS * mean);
    double gain = GAIN;
    if (!warm) {
      gain = seen < mean ? GAIN_DOWN_WARMING_UP : 1.0 / answers;
    }
    return mean + gain * (seen - mean);
  }
}
