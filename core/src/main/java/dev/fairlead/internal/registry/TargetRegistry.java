package dev.fairlead.internal.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetLimits;
import dev.fairlead.spi.AdapterLease;
import dev.fairlead.spi.EndpointSource;
import dev.fairlead.spi.TargetObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The targets of one {@code Fairlead}: bounded, and closed when they were not used for long. Leased
 * ones stay.
 *
 * <p>Safe for use by any thread, but for what says that it belongs to the control plane.
 */
public final class TargetRegistry {
  /** How often {@link #sweep} is to be called. */
  public static final Duration SWEEP = Duration.ofSeconds(10);

  /** How often {@link #checkHealth} is to be called. */
  public static final Duration HEALTH_CHECK = Duration.ofSeconds(1);

  private static final String CLOSED = "the Fairlead was closed";
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** A Service that is not there is forgotten when it was not asked for in so many sweeps. */
  private static final int SWEEPS_FOR_A_MISSING_ONE = 6;

  private static final Logger LOG = LoggerFactory.getLogger(TargetRegistry.class);

  private final Cache<Target, TargetEntry> entries;
  private final Parts parts;

  /** Written by the control plane. */
  private volatile Location location;

  /** Written by {@link #close}. */
  private volatile boolean closed;

  /**
   * What the registry works with.
   *
   * @param source asked for when the first target is opened
   * @param control the control plane: runs tasks in order, one at a time
   */
  public record Parts(
      Supplier<EndpointSource> source,
      Executor control,
      BalancerMaker balancers,
      FairleadListener listener) {}

  /**
   * @param nanoTime a clock that never jumps, in nanoseconds
   */
  public TargetRegistry(
      TargetLimits limits, Parts parts, Location location, LongSupplier nanoTime) {
    this.parts = parts;
    this.location = location;
    // A use is passed on by the next sweep: it must not come too late for one just before the end.
    Duration idle = limits.idle().plus(SWEEP.multipliedBy(2));
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(limits.most())
            .weigher((Target target, TargetEntry entry) -> entry.isLeased() ? 0 : 1)
            .expireAfter(
                Expiry.accessing(
                    (Target target, TargetEntry entry) -> entry.isLeased() ? FOREVER : idle))
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .removalListener((target, entry, cause) -> removed(entry))
            .build();
  }

  /**
   * The load balancer of {@code target}; opens it if need be, and counts as a use.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public LoadBalancer loadBalancer(Target target) {
    return entry(target).handle();
  }

  private TargetEntry entry(Target target) {
    requireOpen(target);
    return entries.get(target, this::open);
  }

  private void requireOpen(Target target) {
    if (closed) {
      throw new IllegalStateException("This Fairlead is closed; it cannot balance " + target);
    }
  }

  /** Inside a compute method of the map: nothing here calls the map or waits. */
  private TargetEntry open(Target target) {
    TargetHandle handle = new TargetHandle(this, target);
    TargetEntry entry = new TargetEntry(parts.balancers().create(target, location, handle), handle);
    parts.control().execute(() -> watch(entry));
    return entry;
  }

  private void watch(TargetEntry entry) {
    if (closed) {
      entry.freeze(CLOSED);
      return;
    }
    parts.listener().targetOpened(entry.handle());
    // A location found since the balancer was made was told to those in the map only.
    entry.balancer().located(location);
    entry.watched(
        parts
            .source()
            .get()
            .watch(
                entry.target().service(),
                resolution -> parts.control().execute(() -> entry.resolved(resolution))));
  }

  private void removed(@Nullable TargetEntry entry) {
    if (entry != null) {
      entry.markEnded();
      parts.control().execute(() -> end(entry));
    }
  }

  private void end(TargetEntry entry) {
    entry.end();
    parts.listener().targetClosed(entry.handle());
  }

  /**
   * What {@code ended} is now. After {@link #close()} that is the same: it goes on with what it
   * knows.
   */
  TargetEntry reopen(TargetEntry ended) {
    return closed ? ended : entry(ended.target());
  }

  /**
   * Holds {@code target}.
   *
   * @param observer told of each change on the control plane
   * @throws IllegalStateException after {@link #close()}
   */
  public AdapterLease lease(Target target, @Nullable TargetObserver observer) {
    requireOpen(target);
    TargetEntry held =
        entries
            .asMap()
            .compute(
                target,
                (key, known) -> {
                  TargetEntry entry = known == null ? open(key) : known;
                  entry.lease();
                  return entry;
                });
    return new HeldTarget(this, held, observer);
  }

  Executor control() {
    return parts.control();
  }

  void release(TargetEntry held) {
    entries
        .asMap()
        .computeIfPresent(
            held.target(),
            (key, entry) -> {
              if (entry == held) {
                entry.release();
              }
              return entry;
            });
  }

  /** Where this process runs, as far as it is known. */
  public Location location() {
    return location;
  }

  /** Takes what is known of the own location now. Control plane only. */
  public void located(Location now) {
    location = now;
    entries.asMap().values().forEach(entry -> entry.balancer().located(now));
  }

  /** The load balancers of all targets in use; looking at them does not keep them. */
  public List<LoadBalancer> loadBalancers() {
    return entries.asMap().values().stream().<LoadBalancer>map(TargetEntry::handle).toList();
  }

  /** Now and then: closes what was not used for long, and looks at the clock for the others. */
  public void sweep() {
    for (TargetEntry entry : entries.asMap().values()) {
      int idle = entry.sweep();
      if (idle == 0) {
        var unused = entries.getIfPresent(entry.target()); // a use, for the cache
      } else if (idle >= SWEEPS_FOR_A_MISSING_ONE && isMissing(entry)) {
        entries
            .asMap()
            .computeIfPresent(
                entry.target(), (key, known) -> known.isLeased() || known != entry ? known : null);
      }
      entry.balancer().checkTime();
    }
    entries.cleanUp();
  }

  /** Once a second: looks at how the endpoints do. Control plane only. */
  public void checkHealth() {
    entries.asMap().values().forEach(entry -> entry.balancer().checkHealth());
  }

  private static boolean isMissing(TargetEntry entry) {
    return entry.balancer().selection() instanceof Selection.Empty empty
        && empty.reason() == Reason.SERVICE_NOT_FOUND;
  }

  /** Opens nothing more. Any thread. */
  public void close() {
    closed = true;
  }

  /** Ends every watch; what is in use goes on with what it knows. Control plane only. */
  public void freeze() {
    entries.cleanUp();
    for (TargetEntry entry : entries.asMap().values()) {
      try {
        entry.freeze(CLOSED);
      } catch (RuntimeException e) {
        LOG.warn("The watch of {} did not end: {}", entry.target(), e.toString());
      }
    }
  }
}
