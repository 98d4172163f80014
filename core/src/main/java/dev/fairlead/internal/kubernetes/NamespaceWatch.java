package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import dev.fairlead.api.Resolution;
import dev.fairlead.internal.discovery.NamespaceState;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
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
  private final Clock clock;
  private final LocationSearch location;
  private final ApiTrouble trouble;
  private final NamespaceState state = new NamespaceState();
  private final Map<WatchedKind, ObjectInformer> informers = new EnumMap<>(WatchedKind.class);
  private final Set<WatchedKind> listed = EnumSet.noneOf(WatchedKind.class);
  private final Set<WatchedKind> listing = EnumSet.noneOf(WatchedKind.class);

  /** Since when each kind fails; kinds that work are not in it. */
  private final Map<WatchedKind, Instant> failing = new EnumMap<>(WatchedKind.class);

  private boolean publishing;

  NamespaceWatch(
      String namespace, ApiConnection api, Executor control, Clock clock, LocationSearch location) {
    this.namespace = namespace;
    this.control = control;
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
  public void put(WatchedKind kind, JsonParser object) throws IOException {
    if (kind == WatchedKind.SERVICE) {
      state.put(ObjectDecoder.service(object));
    } else {
      state.put(ObjectDecoder.slice(object));
    }
    publishSoon();
  }

  @Override
  public void remove(WatchedKind kind, String name) {
    if (kind == WatchedKind.SERVICE) {
      state.removeService(name);
    } else {
      state.removeSlice(name);
    }
    publishSoon();
  }

  @Override
  public void listing(WatchedKind kind) {
    listing.add(kind);
  }

  @Override
  public void listed(WatchedKind kind) {
    listing.remove(kind);
    listed.add(kind);
    if (failing.remove(kind) != null) {
      LOG.info("Recovered the watch on {} in namespace {}", kind.resource(), namespace);
    }
    location.listed();
    publishSoon();
  }

  @Override
  public void failed(WatchedKind kind, Throwable cause) {
    boolean first = !failing.containsKey(kind);
    Instant since = failing.computeIfAbsent(kind, key -> clock.instant());
    Resolution.Unknown why = trouble.explain(kind, cause, since);
    if (first) {
      LOG.warn(
          "Lost the watch on {} in namespace {}: {}",
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
      location.look(state.slices());
      state.publish();
    }
  }

  @Override
  public void close() {
    informers.values().forEach(ObjectInformer::close);
  }
}
