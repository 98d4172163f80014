package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.discovery.NamespaceState;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
  private final Planes planes;
  private final LocationSearch location;
  private final FairleadListener listener;
  private final ApiTrouble words;
  private final NamespaceState state = new NamespaceState();
  private final Map<WatchedKind, ObjectInformer> informers = new EnumMap<>(WatchedKind.class);
  private final Set<WatchedKind> listed = EnumSet.noneOf(WatchedKind.class);

  /** The kinds whose list is under way, and since when. */
  private final Map<WatchedKind, Instant> listing = new EnumMap<>(WatchedKind.class);

  /** What is wrong with each kind; kinds that work are not in it. */
  private final Map<WatchedKind, Trouble> failing = new EnumMap<>(WatchedKind.class);

  /** The kinds whose failure was logged. */
  private final Set<WatchedKind> complained = EnumSet.noneOf(WatchedKind.class);

  private boolean publishing;

  /**
   * Where and when things run.
   *
   * @param control the control plane
   * @param later the control plane too, after the time a list may take
   */
  record Planes(Executor control, Executor later, Clock clock) {}

  NamespaceWatch(
      String namespace,
      ApiConnection api,
      Planes planes,
      LocationSearch location,
      FairleadListener listener) {
    this.namespace = namespace;
    this.planes = planes;
    this.location = location;
    this.listener = listener;
    this.words = new ApiTrouble(api.address(), namespace);
    for (WatchedKind kind : WatchedKind.values()) {
      informers.put(
          kind, new ObjectInformer(api.client(), kind, namespace, planes.control(), this));
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
      listing.put(kind, planes.clock().instant());
    }
    change.accept(state);
    publishSoon();
  }

  @Override
  public void listing(WatchedKind kind) {
    Instant begun = planes.clock().instant();
    listing.put(kind, begun);
    planes.later().execute(() -> stalled(kind, begun));
  }

  /** A list that does not come to its end must not hold everything back. */
  private void stalled(WatchedKind kind, Instant begun) {
    if (begun.equals(listing.get(kind))) {
      failed(kind, begun, new TimeoutException("the list does not come to its end"));
    }
  }

  @Override
  public void listed(WatchedKind kind) {
    listing.remove(kind);
    failing.remove(kind);
    if (!listed.add(kind)) {
      listener.watchRestarted(namespace, kind.resource());
    }
    if (complained.remove(kind)) {
      LOG.info("Watching {} in namespace {} again", kind.resource(), namespace);
    }
    publishSoon();
  }

  @Override
  public void failed(WatchedKind kind, Throwable cause) {
    Trouble former = failing.get(kind);
    failed(kind, former == null ? planes.clock().instant() : former.since(), cause);
  }

  private void failed(WatchedKind kind, Instant since, Throwable cause) {
    Trouble why = words.explain(kind, cause, since);
    failing.put(kind, why);
    if (complained.add(kind)) {
      LOG.warn(
          "{} {} in namespace {}: {}",
          listed.contains(kind) ? "Lost the watch on" : "Cannot watch",
          kind.resource(),
          namespace,
          why.explanation());
    }
    state.publishUnknown(
        why.isRefusal() ? new Resolution.Refused(why) : new Resolution.Pending(why));
    // A list that failed told nothing; it must not hold back what the other kind tells.
    listing.remove(kind);
    publishSoon();
  }

  /** Once for all changes that are already waiting in the control plane. */
  private void publishSoon() {
    if (!publishing) {
      publishing = true;
      planes.control().execute(this::publish);
    }
  }

  private void publish() {
    publishing = false;
    if (!listing.isEmpty()) {
      return;
    }
    Trouble services = failing.get(WatchedKind.SERVICE);
    if (listed.size() == WatchedKind.values().length) {
      location.look(namespace, state.slices());
      state.publish(freshness(worst()));
    } else if (listed.contains(WatchedKind.ENDPOINT_SLICE)
        && services != null
        && services.isRefusal()) {
      location.look(namespace, state.slices());
      state.publishSlicesOnly(services, freshness(failing.get(WatchedKind.ENDPOINT_SLICE)));
    }
  }

  /** Refusals first: they are what somebody can mend. */
  private @Nullable Trouble worst() {
    return failing.values().stream().max(Comparator.comparing(Trouble::isRefusal)).orElse(null);
  }

  private static Freshness freshness(@Nullable Trouble trouble) {
    return trouble == null ? Freshness.live() : new Freshness.Stale(trouble);
  }

  @Override
  public void close() {
    informers.values().forEach(ObjectInformer::close);
  }
}
