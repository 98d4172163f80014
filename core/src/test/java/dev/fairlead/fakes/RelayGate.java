package dev.fairlead.fakes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** When bytes may pass a {@link Relay}, and how many. Thread-safe; whoever must wait blocks. */
final class RelayGate {
  private static final int NEVER = -1;
  private static final long FOR_AS_LONG_AS_IT_TAKES = 0;

  /** Connections up to this one are frozen. */
  private int frozenUpTo;

  private long delayNanos;

  /** Bytes a second; 0 for all. */
  private int rate;

  private int untilCut = NEVER;

  synchronized void freezeUpTo(int connection) {
    frozenUpTo = connection;
    notifyAll();
  }

  synchronized void delay(Duration each) {
    delayNanos = each.toNanos();
  }

  synchronized void throttle(int bytesASecond) {
    rate = bytesASecond;
  }

  synchronized void cutAfter(int bytes) {
    untilCut = bytes;
  }

  /** Those who wait look again whether their connection is closed. */
  synchronized void look() {
    notifyAll();
  }

  /** Waits until so many bytes may pass on a connection, or it is closed. */
  synchronized void pass(int connection, int bytes, BooleanSupplier closed) {
    long pause = delayNanos + (rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(bytes) / rate);
    long until = System.nanoTime() + pause;
    try {
      while (!closed.getAsBoolean()) {
        long left = until - System.nanoTime();
        if (left <= 0 && connection > frozenUpTo) {
          return;
        }
        wait(left <= 0 ? FOR_AS_LONG_AS_IT_TAKES : TimeUnit.NANOSECONDS.toMillis(left) + 1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a relay", e);
    }
  }

  /** How many of so many bytes pass before the cut; fewer only once. */
  synchronized int untilCut(int bytes) {
    if (untilCut == NEVER) {
      return bytes;
    }
    if (bytes <= untilCut) {
      untilCut -= bytes;
      return bytes;
    }
    int most = untilCut;
    untilCut = NEVER;
    return most;
  }
}
