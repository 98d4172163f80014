package dev.fairlead;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Pick;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A thread that picks all the time, and what failed of it. */
final class Picks implements AutoCloseable {
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> picking;
  private final AtomicLong done = new AtomicLong();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  Picks(LoadBalancer balancer) {
    picking = thread.scheduleWithFixedDelay(() -> pick(balancer), 0, 1, TimeUnit.MILLISECONDS);
  }

  private void pick(LoadBalancer balancer) {
    try (Pick pick = balancer.pick()) {
      if (!pick.endpoint().address().isEmpty()) {
        done.incrementAndGet();
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  long done() {
    return done.get();
  }

  Queue<Throwable> failures() {
    return failures;
  }

  @Override
  public void close() {
    picking.cancel(false);
    thread.shutdown();
  }
}
