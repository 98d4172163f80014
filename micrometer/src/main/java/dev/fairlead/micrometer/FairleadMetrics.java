package dev.fairlead.micrometer;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Route;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.api.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;

/**
 * Meters of what one {@code Fairlead} does: {@code Fairlead.builder().listener(new
 * FairleadMetrics(registry))}. The module's README lists them.
 *
 * <p>The meters of a target come with its first use and go when it is not watched any more. They
 * cost a request nothing: they read the counters that are there anyway, when somebody asks.
 *
 * <p>One for each {@code Fairlead}, and one {@code Fairlead} for each registry: two would register
 * the same meters. The registry stays the caller's.
 */
public final class FairleadMetrics implements FairleadListener, AutoCloseable {
  private final MeterRegistry registry;
  private final boolean endpointTags;

  /** This and what follows: guarded by this. Events come on one thread, {@link #close} on any. */
  private final Map<Target, TargetMeters> targets = new HashMap<>();

  private final MeterGroup watches;
  private Location location = Location.UNKNOWN;
  private boolean closed;

  /** With the defaults. */
  public FairleadMetrics(MeterRegistry registry) {
    this(builder(registry));
  }

  FairleadMetrics(FairleadMetricsBuilder builder) {
    this.registry = builder.registry;
    this.endpointTags = builder.endpointTags;
    this.watches = new MeterGroup(registry, Tags.empty());
  }

  /** For settings that are not the defaults. */
  public static FairleadMetricsBuilder builder(MeterRegistry registry) {
    return new FairleadMetricsBuilder(registry);
  }

  @Override
  public synchronized void targetOpened(LoadBalancer balancer) {
    if (closed) {
      return;
    }
    // A target that expires and is used at once opens anew before the end of the former is told.
    TargetMeters former = targets.remove(balancer.target());
    if (former != null) {
      former.remove();
    }
    TargetMeters meters = new TargetMeters(balancer, registry, endpointTags);
    targets.put(balancer.target(), meters);
    location = meters.look();
  }

  @Override
  public synchronized void targetClosed(LoadBalancer balancer) {
    TargetMeters meters = targets.get(balancer.target());
    if (meters != null && meters.isOf(balancer)) {
      meters.remove();
      targets.remove(balancer.target());
    }
  }

  @Override
  public synchronized void selectionChanged(SelectionChange change) {
    TargetMeters meters = targets.get(change.target());
    if (meters != null) {
      meters.selected(change.selection(), location);
    }
  }

  @Override
  public synchronized void routeChanged(Target target, Route route) {
    TargetMeters meters = targets.get(target);
    if (meters != null) {
      meters.routed(route);
    }
  }

  @Override
  public synchronized void locationChanged(Location now) {
    location = now;
    targets.values().forEach(TargetMeters::look);
  }

  @Override
  public synchronized void watchRestarted(String namespace, String resource) {
    if (!closed) {
      Tags tags = Tags.of("namespace", namespace, "resource", resource);
      watches.counter(MeterName.WATCH_RESTARTS, tags).increment();
    }
  }

  /** Removes every meter and hears nothing any more; closing twice does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    targets.values().forEach(TargetMeters::remove);
    targets.clear();
    watches.remove();
  }
}
