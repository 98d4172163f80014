package dev.fairlead.okhttp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where connections to endpoints that left are closed, off the control plane. One daemon thread,
 * which ends when there was nothing to do for ten seconds.
 */
final class Retirement implements Executor {
  private static final long IDLE_SECONDS = 10;

  private final Executor thread;

  Retirement() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread made = new Thread(work, "fairlead-okhttp");
              made.setDaemon(true);
              return made;
            });
    one.allowCoreThreadTimeOut(true);
    this.thread = one;
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  /** Runs it after a while, on the thread. */
  void later(long millis, Runnable task) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, thread).execute(task);
  }
}
