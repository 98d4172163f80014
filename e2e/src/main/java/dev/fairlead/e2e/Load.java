package dev.fairlead.e2e;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Requests straight to the picked pods, one after the other, until told to stop. */
final class Load {
  /** A busy pod takes its time; an address that no pod has is refused after 3 s in the lab. */
  private static final int TIMEOUT_MILLIS = 10_000;

  private final LoadBalancer balancer;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Thread thread = new Thread(this::run, "load");
  private volatile @Nullable String firstFailure;
  private volatile boolean stopped;

  Load(LoadBalancer balancer) {
    this.balancer = balancer;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  String stop() throws InterruptedException {
    stopped = true;
    thread.join();
    String failure = firstFailure == null ? "" : " " + firstFailure;
    return "requests=" + requests + " failures=" + failures + failure;
  }

  private void run() {
    while (!stopped) {
      requests.incrementAndGet();
      try (Pick pick = balancer.pick()) {
        String answer =
            DataPath.ask(pick.endpoint().address(), pick.endpoint().port(), TIMEOUT_MILLIS);
        pick.complete(Outcome.SUCCESS);
        if (!answer.equals(pick.endpoint().toString())) {
          failed(pick.endpoint() + " " + answer);
        }
      } catch (NoEndpointException e) {
        failed(String.valueOf(e.getMessage()));
      }
    }
  }

  private void failed(String how) {
    failures.incrementAndGet();
    if (firstFailure == null) {
      firstFailure = how;
    }
  }
}
