package dev.fairlead.internal.watching;

import dev.fairlead.internal.watching.Transport.Exchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one request under way, or the pause before the next. Whatever belongs to an older one is out
 * of date. Control plane only.
 */
final class Attempts implements AutoCloseable {
  private final WatchParts parts;
  private long number;
  private @Nullable Exchange exchange;
  private @Nullable Incoming incoming;
  private boolean closed;

  Attempts(WatchParts parts) {
    this.parts = parts;
  }

  /** Ends what is under way and asks for {@code path}. */
  void begin(String path, Incoming next) {
    end();
    if (closed) {
      return;
    }
    next.belongsTo(number);
    incoming = next;
    exchange = parts.transport().get(path, parts.times().untilHead(), next);
  }

  /** Ends what is under way; {@code next} comes after the pause, unless something else does. */
  void after(Duration pause, Runnable next) {
    end();
    long of = number;
    parts.timer().after(pause, () -> ifStill(of, next));
  }

  void end() {
    number++;
    incoming = null;
    if (exchange != null) {
      exchange.cancel();
      exchange = null;
    }
  }

  boolean isOutOfDate(long of) {
    return of != number;
  }

  void ifStill(long of, Runnable next) {
    if (of == number) {
      next.run();
    }
  }

  /** What is coming in; null in a pause. */
  @Nullable Incoming incoming() {
    return incoming;
  }

  /** Ends what is under way; nothing begins any more. */
  @Override
  public void close() {
    closed = true;
    end();
  }
}
