package dev.fairlead.testkit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sends bookmarks from time to time, on a daemon thread of its own, until it is stopped. */
final class BookmarkTimer {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(BookmarkTimer::daemon);
  private final ScheduledFuture<?> sending;

  BookmarkTimer(Duration interval, Runnable send) {
    long nanos = interval.toNanos();
    sending = executor.scheduleAtFixedRate(send, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Stops after the bookmarks that are being sent. */
  void stop() {
    sending.cancel(false);
    executor.shutdown();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-kubernetes-timer");
    thread.setDaemon(true);
    return thread;
  }
}
