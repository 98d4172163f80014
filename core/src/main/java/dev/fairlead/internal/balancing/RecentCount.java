package dev.fairlead.internal.balancing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often something happened in the last ten seconds, in whole seconds: this one and the nine
 * before. Counting is one read and one increment; at the turn of a second an event may be lost.
 */
final class RecentCount {
  static final int SECONDS = 10;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongAdder[] seconds = new LongAdder[SECONDS];

  /** The second counted now, from the clock's origin; whoever moves it on clears what it passes. */
  private final AtomicLong current;

  RecentCount(long now) {
    current = new AtomicLong(second(now));
    for (int i = 0; i < SECONDS; i++) {
      seconds[i] = new LongAdder();
    }
  }

  private static long second(long now) {
    return Math.floorDiv(now, NANOS);
  }

  private LongAdder slot(long second) {
    return seconds[(int) Math.floorMod(second, (long) SECONDS)];
  }

  void add(long now, int times) {
    moveTo(second(now));
    slot(current.get()).add(times);
  }

  long sum(long now) {
    moveTo(second(now));
    long sum = 0;
    for (LongAdder second : seconds) {
      sum += second.sum();
    }
    return sum;
  }

  private void moveTo(long second) {
    long last = current.get();
    if (second > last && current.compareAndSet(last, second)) {
      for (long passed = Math.max(last + 1, second - SECONDS + 1); passed <= second; passed++) {
        slot(passed).reset();
      }
    }
  }
}
