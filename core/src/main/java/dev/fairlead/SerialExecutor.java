package dev.fairlead;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control plane: runs tasks in the order they come, one at a time, on one daemon thread that
 * ends when there has been nothing to do for a while. A task that fails is logged and takes nothing
 * along; after {@link #close()} tasks are dropped.
 */
final class SerialExecutor implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);
  private static final long IDLE_SECONDS = 60;

  private final ExecutorService thread;

  SerialExecutor() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            SerialExecutor::newThread,
            new ThreadPoolExecutor.DiscardPolicy());
    pool.allowCoreThreadTimeOut(true);
    this.thread = pool;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "fairlead-control");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    thread.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("A task of the control plane failed; it goes on with the next", e);
          }
        });
  }

  /** Runs what is queued, then ends. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
