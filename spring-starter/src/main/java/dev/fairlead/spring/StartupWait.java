package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Lease;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Watches the Services of {@code fairlead.startup.services} and waits for their endpoints before
 * anything else of the application starts; it stops after everything else has. The wait is bounded:
 * without an API server the application starts all the same, unless it is told to fail.
 */
final class StartupWait implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(StartupWait.class);

  /** Before listeners and web servers, whose phases are at the other end. */
  static final int PHASE = Integer.MIN_VALUE + 1_000;

  private final Fairlead fairlead;
  private final FairleadProperties.Startup settings;

  /** Null while stopped. Guarded by this. */
  private @Nullable List<Lease> leases;

  StartupWait(Fairlead fairlead, FairleadProperties.Startup settings) {
    this.fairlead = fairlead;
    this.settings = settings;
  }

  /**
   * @throws StartupServiceException when a Service is not known in time and the start is to fail
   */
  @Override
  public synchronized void start() {
    if (leases == null) {
      leases = settings.services().stream().map(this::lease).toList();
      if (fairlead.bypass() == null) {
        leases.forEach(lease -> lease.loadBalancer().ready()); // all at once, then one by one
        long deadline = System.nanoTime() + settings.longestWait().toNanos();
        leases.forEach(lease -> await(lease.loadBalancer(), deadline));
      }
    }
  }

  private Lease lease(String service) {
    try {
      return fairlead.lease(Target.parse(service, fairlead.hosts().ownNamespace()));
    } catch (IllegalArgumentException e) {
      throw new FairleadPropertyException(
          "fairlead.startup.services",
          String.valueOf(e.getMessage()),
          "Write such as orders.shop:http.",
          e);
    }
  }

  private void await(LoadBalancer balancer, long deadline) {
    CompletableFuture<Selection> ready = balancer.ready().toCompletableFuture();
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    try {
      Selection selection = ready.get(left.toNanos(), TimeUnit.NANOSECONDS);
      TargetReport report = balancer.report();
      if (report.freshness().trouble() != null) {
        missed(StartupServiceException.unknown(report, settings.longestWait()));
      } else if (selection instanceof Selection.Empty empty) {
        hasNone(report, empty);
      }
    } catch (TimeoutException e) {
      missed(StartupServiceException.unknown(balancer.report(), settings.longestWait()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** That there are no endpoints yet is common; a port that is not there is a mistake. */
  private void hasNone(TargetReport report, Selection.Empty empty) {
    if (empty.reason() == Reason.UNKNOWN_PORT) {
      missed(StartupServiceException.wrongPort(report, empty));
    } else if (empty.reason() != Reason.NO_SOURCE) {
      LOG.warn(
          "{}", new NoEndpointException(report.target(), report.location(), empty).getMessage());
    }
  }

  private void missed(StartupServiceException missed) {
    if (settings.failFast()) {
      throw missed;
    }
    LOG.warn("The application starts all the same: {}", missed.getMessage());
  }

  @Override
  public synchronized void stop() {
    if (leases != null) {
      leases.forEach(Lease::close);
      leases = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return leases != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
