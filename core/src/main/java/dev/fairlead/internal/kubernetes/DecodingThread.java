package dev.fairlead.internal.kubernetes;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for what takes its time, which ends when idle. Not the common pool: an application may
 * have filled that with what blocks. After the end it takes nothing, and says nothing.
 */
final class DecodingThread implements Executor, AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor one =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          DecodingThread::newThread,
          new ThreadPoolExecutor.DiscardPolicy());

  DecodingThread() {
    one.allowCoreThreadTimeOut(true);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "fairlead-decoding");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable work) {
    one.execute(work);
  }

  @Override
  public void close() {
    one.shutdown();
  }
}
