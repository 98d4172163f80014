package dev.fairlead;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks in the order they come, one at a time, on one daemon thread that ends when there has
 * been nothing to do for a while. A task that fails is logged and takes nothing along; after {@link
 * #close()} tasks are dropped, and so are those beyond the longest queue.
 */
final class SerialExecutor implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);
  private static final long IDLE_SECONDS = 60;

  private final String name;
  private final ExecutorService thread;
  private final AtomicBoolean overrun = new AtomicBoolean();

  /**
   * @param name of the thread
   * @param longestQueue so many tasks may wait
   */
  SerialExecutor(String name, int longestQueue) {
    this.name = name;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(longestQueue),
            this::newThread,
            this::rejected);
    pool.allowCoreThreadTimeOut(true);
    this.thread = pool;
  }

  private Thread newThread(Runnable work) {
    Thread made = new Thread(work, name);
    made.setDaemon(true);
    return made;
  }

  private void rejected(Runnable task, ThreadPoolExecutor pool) {
    if (!pool.isShutdown() && overrun.compareAndSet(false, true)) {
      LOG.warn("{} does not keep up: what it is told is lost from here on, now and then", name);
    }
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("A task of {} failed; it goes on with the next", name, e);
          }
        });
  }

  /** Runs what is queued, then ends. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
