package dev.fairlead.grpc;

import dev.fairlead.Fairlead;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Fairlead} of channels that were given none: opened for the first resolver, closed some
 * minutes after the last, since a channel that was idle comes back with a new one. Any thread.
 */
final class ProcessFairlead implements FairleadHolder {
  static final ProcessFairlead INSTANCE =
      new ProcessFairlead(
          () -> Fairlead.builder().build(),
          CompletableFuture.delayedExecutor(5, TimeUnit.MINUTES));

  private final Supplier<Fairlead> maker;
  private final Executor later;

  private @Nullable Fairlead current;
  private int holders;

  /** Counts up with each holder, so that a late look sees that somebody came meanwhile. */
  private long acquired;

  /**
   * @param later runs what it is given some minutes after the last release
   */
  ProcessFairlead(Supplier<Fairlead> maker, Executor later) {
    this.maker = maker;
    this.later = later;
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
      later.execute(() -> closeUnlessUsed(last));
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
