package dev.fairlead.okhttp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;

/**
 * Closes the connections to endpoints that left: the idle ones at once, the others when their
 * exchange is over. One daemon thread, which is there while there is something to do.
 */
final class Retirement implements Executor {
  private static final long IDLE_SECONDS = 10;
  private static final long AGAIN_MILLIS = 1_000;

  /** Beyond that a connection is closed by its pool, once it was idle for long enough. */
  private static final int MOST_LOOKS = 600;

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

  /** Nothing new goes to {@code pool}. */
  void retire(ConnectionPool pool) {
    evict(pool, MOST_LOOKS);
  }

  /** OkHttp has no event for a connection that becomes idle, so it is looked for. */
  private void evict(ConnectionPool pool, int looksLeft) {
    pool.evictAll();
    if (looksLeft > 0 && pool.connectionCount() > 0) {
      later(AGAIN_MILLIS, () -> evict(pool, looksLeft - 1));
    }
  }
}
