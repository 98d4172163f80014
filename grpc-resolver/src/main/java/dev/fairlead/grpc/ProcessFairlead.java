package dev.fairlead.grpc;

import dev.fairlead.Fairlead;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Fairlead} of channels that were given none: opened for the first resolver, closed some
 * minutes after the last, since a channel that was idle comes back with a new one. Any thread.
 */
final class ProcessFairlead implements FairleadHolder {
  static final ProcessFairlead INSTANCE =
      new ProcessFairlead(() -> Fairlead.builder().build(), Duration.ofMinutes(5));

  private final Supplier<Fairlead> maker;
  private final Duration linger;

  private @Nullable Fairlead current;
  private int holders;

  /** Counts up with each holder, so that a late look sees that somebody came meanwhile. */
  private long acquired;

  /**
   * @param linger from the last release to the end
   */
  ProcessFairlead(Supplier<Fairlead> maker, Duration linger) {
    this.maker = maker;
    this.linger = linger;
  }

  @Override
  public synchronized Fairlead acquire() {
    Fairlead now = current;
    if (now == null) {
      now = maker.get();
      current = now;
    }
    holders++;
    acquired++;
    return now;
  }

  @Override
  public synchronized void release() {
    holders--;
    if (holders == 0) {
      long last = acquired;
      CompletableFuture.delayedExecutor(linger.toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> closeUnlessUsed(last));
    }
  }

  private void closeUnlessUsed(long last) {
    Fairlead unused = takeUnlessUsed(last);
    if (unused != null) {
      unused.close();
    }
  }

  private synchronized @Nullable Fairlead takeUnlessUsed(long last) {
    if (holders > 0 || acquired != last) {
      return null;
    }
    Fairlead unused = current;
    current = null;
    return unused;
  }
}
