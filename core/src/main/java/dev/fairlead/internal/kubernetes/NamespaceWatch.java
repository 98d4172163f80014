package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.Resolution;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.ListWatch;
import dev.fairlead.internal.watching.WatchParts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is followed of one namespace: each Service in use by itself while they are few, from then on
 * the whole namespace. Control plane only.
 *
 * <p>An API server compares every change in a namespace with every watch there, and weighs writes
 * by the number of watches; the client pays for every byte it gets. A few narrow watches are
 * cheapest for both; many are dearer for the server than one wide one. There is no way back: a use
 * that comes and goes would cost a list each time.
 *
 * <p>The wide watch takes a Service over as soon as it knows no less of it than the narrow one, so
 * that nobody is told an older state in between.
 */
final class NamespaceWatch implements AutoCloseable {
  /** With more Services in use the whole namespace is watched. */
  static final int MOST_SERVICES = 5;

  private final String namespace;
  private final WatchParts parts;
  private final Announcer announcer;
  private final Consumer<NamespaceState> published;
  private final Map<String, ScopedWatch> ofServices = new HashMap<>();
  private @Nullable ScopedWatch ofAll;

  /**
   * @param published told of a copy before each publication, once its slices are listed
   */
  NamespaceWatch(
      String namespace, WatchParts parts, Announcer announcer, Consumer<NamespaceState> published) {
    this.namespace = namespace;
    this.parts = parts;
    this.announcer = announcer;
    this.published = published;
  }

  void watch(String service, Consumer<Resolution> observer) {
    on(service).watch(service, observer);
  }

  private ScopedWatch on(String service) {
    ScopedWatch narrow = ofServices.get(service);
    if (narrow != null) {
      return narrow;
    }
    if (ofAll == null && ofServices.size() < MOST_SERVICES) {
      ScopedWatch opened = open(new WatchScope(namespace, service), published);
      ofServices.put(service, opened);
      opened.start(List.of());
      return opened;
    }
    ScopedWatch wide = ofAll;
    if (wide == null) {
      wide = open(WatchScope.all(namespace), this::publishing);
      ofAll = wide;
      wide.start(ofServices.values());
    }
    return wide;
  }

  private ScopedWatch open(WatchScope scope, Consumer<NamespaceState> before) {
    return new ScopedWatch(scope, parts, announcer, before);
  }

  private void publishing(NamespaceState state) {
    published.accept(state);
    if (!ofServices.isEmpty()) {
      parts.control().execute(this::widen);
    }
  }

  /** Hands over to the wide watch what it knows as well as the narrow ones. */
  void widen() {
    ScopedWatch wide = ofAll;
    if (wide != null && !ofServices.isEmpty()) {
      ofServices
          .entrySet()
          .removeIf(
              entry -> {
                ScopedWatch narrow = entry.getValue();
                boolean covered = wide.covers(entry.getKey(), narrow);
                if (covered) {
                  narrow.handOver(entry.getKey(), wide);
                  narrow.close();
                }
                return covered;
              });
    }
  }

  void unwatch(String service, Consumer<Resolution> observer) {
    ScopedWatch narrow = ofServices.get(service);
    if (narrow != null) {
      narrow.unwatch(service, observer);
      if (narrow.isUnwatched()) {
        ofServices.remove(service);
        narrow.close();
      }
    } else if (ofAll != null) {
      ofAll.unwatch(service, observer);
    }
  }

  boolean isUnwatched() {
    return ofServices.isEmpty() && (ofAll == null || ofAll.isUnwatched());
  }

  /** The watches, for looking after. */
  List<ListWatch<Consumer<NamespaceState>>> watches() {
    return scopes().flatMap(scope -> scope.watches().stream()).toList();
  }

  private Stream<ScopedWatch> scopes() {
    return Stream.concat(ofServices.values().stream(), Stream.ofNullable(ofAll));
  }

  @Override
  public void close() {
    scopes().forEach(ScopedWatch::close);
  }
}
