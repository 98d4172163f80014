package dev.fairlead.internal.kubernetes;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.internal.discovery.NamespaceState;
import dev.fairlead.internal.watching.LastHeard;
import dev.fairlead.internal.watching.RelistBudget;
import dev.fairlead.internal.watching.WatchParts;
import dev.fairlead.internal.watching.WatchTimes;
import dev.fairlead.spi.EndpointSource;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints from a Kubernetes API: one {@link NamespaceWatch} for each namespace in use, opened
 * with the first watch on a Service there and closed with the last. Nothing is asked before.
 */
public final class KubernetesEndpointSource implements EndpointSource {
  private final ApiConnection api;
  private final Executor control;
  private final LocationSearch location;
  private final FairleadListener listener;
  private final Clock clock;
  private final OwnSlices ownSlices;
  private final WatchParts parts;
  private final Pulse pulse;
  private final DecodingThread decoding = new DecodingThread();

  /** Between two tries to read the own Node. */
  private static final Duration NODE_PAUSE = Duration.ofSeconds(60);

  /** Control plane only. */
  private final Map<String, NamespaceWatch> namespaces = new HashMap<>();

  /** Control plane only. */
  private boolean closed;

  private KubernetesEndpointSource(
      ApiConnection api, Surroundings surroundings, LocationSearch location) {
    this.api = api;
    this.control = surroundings.control();
    this.listener = surroundings.listener();
    this.clock = surroundings.times().clock();
    this.location = location;
    this.parts =
        new WatchParts(
            api.transport(),
            control,
            decoding,
            (pause, task) -> after(control, pause).execute(task),
            new RelistBudget(System::nanoTime),
            surroundings.times().watching(),
            new SplittableRandom(),
            System::nanoTime,
            new LastHeard(System::nanoTime));
    this.pulse = new Pulse(parts, namespaces::values);
    String own = api.namespace();
    this.ownSlices = new OwnSlices(own == null ? "" : own, parts, location);
  }

  /**
   * What the source needs of the process it runs in.
   *
   * @param control the control plane: runs tasks in order, one at a time
   * @param environment reads an environment variable; null when it is not set
   * @param known what is known of the own location already
   * @param located told on the control plane whenever more is known
   * @param listener told of watches that begin anew
   * @param times what time it is, and how long lists and watches may take
   */
  public record Surroundings(
      Executor control,
      UnaryOperator<@Nullable String> environment,
      Location known,
      Consumer<Location> located,
      FairleadListener listener,
      Times times) {}

  /** How long lists and watches may take, and the time of day, which is told and never counted. */
  public record Times(WatchTimes watching, Clock clock) {}

  /**
   * Prepares a connection to {@code api}; nothing is asked before the first watch. In a pod without
   * a service account it answers every question with a refusal.
   *
   * @throws IllegalArgumentException when a kubeconfig is not usable
   * @throws IllegalStateException when this is no pod and the API is to be found as in a pod
   */
  public static EndpointSource open(KubernetesApi api, Surroundings surroundings) {
    ApiConnection connection;
    try {
      connection = ApiConnection.open(api, surroundings.environment());
    } catch (NoAccountException e) {
      return new RefusingSource(e.explanation(), surroundings.times().clock().instant());
    }
    return open(connection, surroundings);
  }

  private static EndpointSource open(ApiConnection connection, Surroundings surroundings) {
    LocationSearch search =
        new LocationSearch(
            surroundings.known(),
            new LocationSearch.Self(connection.namespace(), OwnAddresses.read()),
            new NodeLookup(connection),
            new LocationSearch.Executors(
                surroundings.control(), after(surroundings.control(), NODE_PAUSE)),
            surroundings.located());
    KubernetesEndpointSource source =
        new KubernetesEndpointSource(connection, surroundings, search);
    source.tickLater();
    return source;
  }

  private void tickLater() {
    parts.timer().after(parts.times().tick(), this::tick);
  }

  private void tick() {
    if (!closed) {
      tickLater();
      pulse.check();
      ownSlices.check();
      namespaces.values().forEach(NamespaceWatch::widen);
    }
  }

  private static Executor after(Executor control, Duration pause) {
    return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, control);
  }

  @Override
  public @Nullable String ownNamespace() {
    return api.namespace();
  }

  @Override
  public Subscription watch(ServiceKey service, Consumer<Resolution> observer) {
    // One registration, one observer object: the same consumer may be registered twice.
    Consumer<Resolution> registered = resolution -> observer.accept(resolution);
    control.execute(
        () -> {
          if (!closed) {
            namespace(service.namespace()).watch(service.name(), registered);
          }
        });
    return () -> control.execute(() -> unwatch(service, registered));
  }

  private NamespaceWatch namespace(String name) {
    NamespaceWatch watch = namespaces.get(name);
    if (watch == null) {
      Announcer announcer = new Announcer(api.address(), name, clock, listener);
      watch = new NamespaceWatch(name, parts, announcer, state -> published(name, state));
      namespaces.put(name, watch);
    }
    return watch;
  }

  private void published(String namespace, NamespaceState state) {
    location.look(namespace, state.slices());
    if (state.dependsOnNode()) {
      ownSlices.wanted();
    }
  }

  private void unwatch(ServiceKey service, Consumer<Resolution> registered) {
    NamespaceWatch watch = namespaces.get(service.namespace());
    if (watch != null) {
      watch.unwatch(service.name(), registered);
      if (watch.isUnwatched()) {
        namespaces.remove(service.namespace());
        watch.close();
      }
    }
  }

  @Override
  public void close() {
    control.execute(
        () -> {
          closed = true;
          namespaces.values().forEach(NamespaceWatch::close);
          namespaces.clear();
          ownSlices.close();
          decoding.close();
        });
    control.execute(api::close);
  }
}
