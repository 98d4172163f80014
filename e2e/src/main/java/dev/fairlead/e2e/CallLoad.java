package dev.fairlead.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Calls through one client by some threads at full speed. */
final class CallLoad {
  private final Caller caller;
  private final String url;
  private final long most;
  private final AtomicLong begun = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile Tally former = new Tally();
  private volatile Tally tally = new Tally();
  private volatile boolean stopped;

  /**
   * @param most so many calls at most, in all
   */
  CallLoad(Caller caller, String url, int threads, long most) {
    this.caller = caller;
    this.url = url;
    this.most = most;
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(this::run, "load-" + i);
      thread.setDaemon(true);
      this.threads.add(thread);
    }
    this.threads.forEach(Thread::start);
  }

  /** Ends once the calls that have begun have ended. */
  void stop() throws InterruptedException {
    stopped = true;
    join();
  }

  /** Waits until all calls were made. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Counts the calls that begin from now on by themselves. One thread at a time. */
  void mark() {
    former = tally;
    tally = new Tally();
  }

  /** What became of the calls since the mark, or of all. */
  Tally tally() {
    return tally;
  }

  /** What became, or becomes, of the calls that began before the last mark. */
  Tally former() {
    return former;
  }

  private void run() {
    for (long n = begun.getAndIncrement(); !stopped && n < most; n = begun.getAndIncrement()) {
      caller.call(url, n, tally);
    }
  }
}
