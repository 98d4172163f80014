package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Trouble;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.WatchParts;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Services and EndpointSlices of one namespace, followed by two list-watches.
 *
 * <p>Nothing is published before both kinds were listed; what was published stays in use while the
 * API server is away. Control plane only.
 */
final class NamespaceWatch implements AutoCloseable {
  private final String namespace;
  private final WatchParts parts;
  private final LocationSearch location;
  private final NamespaceState state = new NamespaceState();
  private final Map<WatchedKind, KindFeed> feeds = new EnumMap<>(WatchedKind.class);
  private final Map<WatchedKind, ListWatch<Consumer<NamespaceState>>> watches =
      new EnumMap<>(WatchedKind.class);
  private boolean publishing;

  /** Why the Services may not be read, as last said; stays while another trouble comes over it. */
  private @Nullable Trouble servicesRefused;

  /**
   * @param address of the API server, for messages
   */
  NamespaceWatch(
      String namespace,
      String address,
      WatchParts parts,
      Clock clock,
      LocationSearch location,
      FairleadListener listener) {
    this.namespace = namespace;
    this.parts = parts;
    this.location = location;
    ApiTrouble words = new ApiTrouble(address, namespace);
    for (WatchedKind kind : WatchedKind.values()) {
      KindFeed feed = new KindFeed(kind, namespace, words, clock, listener, this::changed);
      feeds.put(kind, feed);
      watches.put(kind, new ListWatch<>(kind.path(namespace), new KindDecoder(kind), feed, parts));
    }
  }

  void start() {
    watches.values().forEach(ListWatch::start);
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

  /** What comes from the API server. */
  KindFeed feed(WatchedKind kind) {
    return Objects.requireNonNull(feeds.get(kind));
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
      location.look(namespace, state.slices());
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
  }
}
