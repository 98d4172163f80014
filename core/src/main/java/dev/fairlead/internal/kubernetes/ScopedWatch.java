package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.discovery.ServiceWatch;
import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.ResourceVersion;
import dev.fairlead.internal.watching.WatchParts;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Services and EndpointSlices of one scope, followed by two list-watches.
 *
 * <p>Nothing is published before both kinds were listed; what was published stays in use while the
 * API server is away. Control plane only.
 */
final class ScopedWatch implements AutoCloseable {
  private final WatchParts parts;
  private final Consumer<NamespaceState> published;
  private final NamespaceState state = new NamespaceState();
  private final Map<WatchedKind, KindFeed> feeds = new EnumMap<>(WatchedKind.class);
  private final Map<WatchedKind, ListWatch<Consumer<NamespaceState>>> watches =
      new EnumMap<>(WatchedKind.class);
  private boolean publishing;

  /** Why the Services may not be read, as last said; stays while another trouble comes over it. */
  private @Nullable Trouble servicesRefused;

  /**
   * @param published told of the copy before each publication, once its slices are listed
   */
  ScopedWatch(
      WatchScope scope, WatchParts parts, Announcer announcer, Consumer<NamespaceState> published) {
    this.parts = parts;
    this.published = published;
    for (WatchedKind kind : WatchedKind.values()) {
      KindFeed feed = new KindFeed(kind, announcer, this::changed);
      feeds.put(kind, feed);
      watches.put(
          kind, new ListWatch<>(scope.collection(kind), new KindDecoder(kind), feed, parts));
    }
  }

  /**
   * Begins.
   *
   * @param known what it begins with is to be no older than any of these
   */
  void start(Collection<ScopedWatch> known) {
    watches.forEach((kind, watch) -> watch.start(newest(known, kind)));
  }

  private static String newest(Collection<ScopedWatch> among, WatchedKind kind) {
    String newest = "";
    for (ScopedWatch one : among) {
      String version = one.of(kind).version();
      if (newest.isEmpty() || ResourceVersion.isOlder(newest, version)) {
        newest = version;
      }
    }
    return newest;
  }

  /**
   * Whether everything is known, told and followed here, and nothing is known better there: of an
   * object that is not understood, {@code other} may have a former state.
   */
  boolean covers(String service, ScopedWatch other) {
    if (publishing || state.isUnread(service)) {
      return false;
    }
    for (WatchedKind kind : WatchedKind.values()) {
      KindFeed feed = feed(kind);
      boolean older = ResourceVersion.isOlder(of(kind).version(), other.of(kind).version());
      if (!feed.isListed() || feed.trouble() != null || older) {
        return false;
      }
    }
    return true;
  }

  void watch(String service, Consumer<Resolution> observer) {
    state.watch(service, observer);
    if (feed(WatchedKind.ENDPOINT_SLICE).isListed()) {
      published.accept(state); // it may be the first here that depends on the node
    }
  }

  void unwatch(String service, Consumer<Resolution> observer) {
    state.unwatch(service, observer);
  }

  /** Those who watch a Service here go over to {@code other} and are told what is new there. */
  void handOver(String service, ScopedWatch other) {
    ServiceWatch observers = state.release(service);
    if (observers != null) {
      other.state.adopt(service, observers);
    }
  }

  boolean isUnwatched() {
    return state.isUnwatched();
  }

  /** What comes from the API server. */
  KindFeed feed(WatchedKind kind) {
    return Objects.requireNonNull(feeds.get(kind));
  }

  private ListWatch<Consumer<NamespaceState>> of(WatchedKind kind) {
    return Objects.requireNonNull(watches.get(kind));
  }

  /** The watches, for looking after. */
  Collection<ListWatch<Consumer<NamespaceState>>> watches() {
    return watches.values();
  }

  private void changed(Consumer<NamespaceState> change) {
    change.accept(state);
    if (!publishing) {
      // Once for all changes that are already waiting in the control plane.
      publishing = true;
      parts.control().execute(this::publish);
    }
  }

  private void publish() {
    publishing = false;
    KindFeed services = feed(WatchedKind.SERVICE);
    KindFeed slices = feed(WatchedKind.ENDPOINT_SLICE);
    if (slices.isListed()) {
      published.accept(state);
    }
    Trouble now = services.trouble();
    if (now != null && now.isRefusal()) {
      servicesRefused = now;
    }
    if (slices.isListed() && services.isListed()) {
      state.publish(freshness(worse(services.trouble(), slices.trouble())));
    } else if (slices.isListed() && servicesRefused != null) {
      state.publishSlicesOnly(servicesRefused, freshness(slices.trouble()));
    } else {
      Trouble why = worse(services.trouble(), slices.trouble());
      if (why != null) {
        state.publishUnknown(
            why.isRefusal() ? new Resolution.Refused(why) : new Resolution.Pending(why));
      }
    }
  }

  /** Refusals first: they are what somebody can mend. */
  private static @Nullable Trouble worse(@Nullable Trouble one, @Nullable Trouble other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Comparator<Trouble> order =
        Comparator.comparing(Trouble::isRefusal)
            .thenComparing(Trouble::since, Comparator.reverseOrder());
    return order.compare(one, other) >= 0 ? one : other;
  }

  private static Freshness freshness(@Nullable Trouble trouble) {
    return trouble == null ? Freshness.live() : new Freshness.Stale(trouble);
  }

  @Override
  public void close() {
    watches.values().forEach(ListWatch::close);
    feeds.values().forEach(KindFeed::close);
  }
}
