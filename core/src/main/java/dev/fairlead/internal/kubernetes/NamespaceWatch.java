package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Resolution;
import dev.fairlead.internal.discovery.NamespaceState;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Services and EndpointSlices of one namespace, followed by two informers.
 *
 * <p>Nothing is published before both kinds were listed, nor in the middle of a new list; what was
 * published stays in use while the API server is away. Control plane only.
 */
final class NamespaceWatch implements ObjectInformer.Sink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceWatch.class);

  private final String namespace;
  private final Executor control;
  private final Executor later;
  private final Clock clock;
  private final LocationSearch location;
  private final ApiTrouble trouble;
  private final NamespaceState state = new NamespaceState();
  private final Map<WatchedKind, ObjectInformer> informers = new EnumMap<>(WatchedKind.class);
  private final Set<WatchedKind> listed = EnumSet.noneOf(WatchedKind.class);

  /** The kinds whose list is under way, and since when. */
  private final Map<WatchedKind, Instant> listing = new EnumMap<>(WatchedKind.class);

  /** Since when each kind fails; kinds that work are not in it. */
  private final Map<WatchedKind, Instant> failing = new EnumMap<>(WatchedKind.class);

  /** The kinds whose failure was logged. */
  private final Set<WatchedKind> complained = EnumSet.noneOf(WatchedKind.class);

  private boolean publishing;

  /**
   * @param later the control plane too, after the time a list may take
   */
  NamespaceWatch(
      String namespace,
      ApiConnection api,
      Executor control,
      Executor later,
      Clock clock,
      LocationSearch location) {
    this.namespace = namespace;
    this.control = control;
    this.later = later;
    this.clock = clock;
    this.location = location;
    this.trouble = new ApiTrouble(api.address(), namespace);
    for (WatchedKind kind : WatchedKind.values()) {
      informers.put(kind, new ObjectInformer(api.client(), kind, namespace, control, this));
    }
  }

  void start() {
    informers.values().forEach(ObjectInformer::start);
  }

  void watch(String service, Consumer<Resolution> observer) {
    state.watch(service, observer);
  }

  void unwatch(String service, Consumer<Resolution> observer) {
    state.unwatch(service, observer);
  }

  boolean isUnwatched() {
    return state.isUnwatched();
  }

  @Override
  public void changed(WatchedKind kind, Consumer<NamespaceState> change) {
    if (failing.containsKey(kind)) {
      // A kind that failed has no watch, so this is from a list: the rest of it follows at once.
      listing.put(kind, clock.instant());
    }
    change.accept(state);
    publishSoon();
  }

  @Override
  public void listing(WatchedKind kind) {
    Instant begun = clock.instant();
    listing.put(kind, begun);
    later.execute(() -> stalled(kind, begun));
  }

  /** A list that does not come to its end must not hold everything back. */
  private void stalled(WatchedKind kind, Instant begun) {
    if (begun.equals(listing.get(kind))) {
      failing.put(kind, begun);
      failed(kind, new TimeoutException("the list does not come to its end"));
    }
  }

  @Override
  public void listed(WatchedKind kind) {
    listing.remove(kind);
    listed.add(kind);
    failing.remove(kind);
    if (complained.remove(kind)) {
      LOG.info("Watching {} in namespace {} again", kind.resource(), namespace);
    }
    publishSoon();
  }

  @Override
  public void failed(WatchedKind kind, Throwable cause) {
    boolean first = complained.add(kind);
    Instant since = failing.computeIfAbsent(kind, key -> clock.instant());
    Resolution.Unknown why = trouble.explain(kind, cause, since);
    if (first) {
      LOG.warn(
          "{} {} in namespace {}: {}",
          listed.contains(kind) ? "Lost the watch on" : "Cannot watch",
          kind.resource(),
          namespace,
          why.explanation());
    }
    state.publishUnknown(why);
    // A list that failed told nothing; it must not hold back what the other kind tells.
    listing.remove(kind);
    publishSoon();
  }

  /** Once for all changes that are already waiting in the control plane. */
  private void publishSoon() {
    if (!publishing) {
      publishing = true;
      control.execute(this::publish);
    }
  }

  private void publish() {
    publishing = false;
    if (listed.size() == WatchedKind.values().length && listing.isEmpty()) {
      location.look(namespace, state.slices());
      state.publish();
    }
  }

  @Override
  public void close() {
    informers.values().forEach(ObjectInformer::close);
  }
}
