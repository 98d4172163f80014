package dev.fairlead;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Lease;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Route;
import dev.fairlead.api.ServiceHosts;
import dev.fairlead.api.Target;
import dev.fairlead.internal.balancing.BalancerHooks;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.internal.kubernetes.KubernetesEndpointSource;
import dev.fairlead.internal.kubernetes.KubernetesEndpointSource.Surroundings;
import dev.fairlead.internal.registry.TargetRegistry;
import dev.fairlead.spi.AdapterLease;
import dev.fairlead.spi.EndpointSource;
import dev.fairlead.spi.TargetObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses pods for calls to Kubernetes Services, as kube-proxy on this node would, for each
 * request.
 *
 * <p>One for each process is enough: it watches the Services and slices of each namespace in use
 * (two watches) and has one thread of its own beside those of the Kubernetes client, two when it
 * has listeners. Safe for use by any number of threads. In a pod it needs no settings: the API is
 * found as every pod finds it, node and zone are read from {@code NODE_NAME} and {@code NODE_ZONE}
 * (downward API) or found out. It needs {@code list} and {@code watch} on {@code services} and
 * {@code endpointslices.discovery.k8s.io} in the namespaces in use.
 *
 * <p>{@code FAIRLEAD_ENABLED=false} in the environment switches it off without a new build, {@code
 * FAIRLEAD_MODE=shadow} lets it only watch; the system properties {@code fairlead.enabled} and
 * {@code fairlead.mode} do the same.
 */
public final class Fairlead implements AutoCloseable {
  private final SerialExecutor control = new SerialExecutor("fairlead-control", Integer.MAX_VALUE);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Gate gate;
  private final Events events;
  private final EndpointSource source;
  private final boolean ownsSource;
  private final TargetRegistry registry;
  private final SharedObjects shared = new SharedObjects();
  private final ServiceHosts hosts;

  Fairlead(FairleadBuilder builder) {
    this.events = new Events(builder.listeners);
    this.gate = new Gate(builder.process, builder.mode, events);
    Location location =
        builder.location.orElse(
            new Location(
                builder.process.variable("NODE_NAME"), builder.process.variable("NODE_ZONE")));
    this.registry = registry(builder, location);
    this.ownsSource = builder.source == null || gate.isOff();
    this.source = source(builder, location); // from here on the control plane may find a location
    String namespace = builder.ownNamespace;
    this.hosts =
        new ServiceHosts(
            namespace == null ? source.ownNamespace() : namespace,
            builder.namespaces,
            builder.clusterDomain);
    later(TargetRegistry.SWEEP, this::sweep);
    later(TargetRegistry.HEALTH_CHECK, this::checkHealth);
  }

  /** A builder whose defaults are right in a pod. */
  public static FairleadBuilder builder() {
    return new FairleadBuilder();
  }

  private EndpointSource source(FairleadBuilder builder, Location location) {
    Route.ByName bypass = gate.bypass();
    if (bypass != null && gate.isOff()) {
      return NoSource.switchedOff(bypass.explanation());
    }
    if (builder.source != null) {
      return builder.source;
    }
    KubernetesApi api = builder.kubernetes;
    if (api == null && builder.process.variable("KUBERNETES_SERVICE_HOST") == null) {
      return NoSource.notConfigured();
    }
    return KubernetesEndpointSource.open(
        api == null ? new KubernetesApi.InCluster() : api,
        new Surroundings(
            control,
            builder.process.variables(),
            location,
            this::located,
            events,
            new KubernetesEndpointSource.Times(builder.times, builder.clock)));
  }

  private TargetRegistry registry(FairleadBuilder builder, Location location) {
    BalancerHooks hooks =
        new BalancerHooks(
            builder.listeners.isEmpty() ? null : events,
            gate::bypass,
            builder.clock,
            System::nanoTime,
            control,
            bound -> ThreadLocalRandom.current().nextInt(bound));
    return new TargetRegistry(
        builder.limits,
        new TargetRegistry.Parts(
            this::source,
            control,
            (target, at, handle) ->
                new TargetBalancer(target, builder.settings(), hooks, at, handle),
            events),
        location,
        System::nanoTime);
  }

  private EndpointSource source() {
    return source;
  }

  /** Control plane only. */
  private void located(Location found) {
    registry.located(found);
    events.locationChanged(found);
  }

  private void later(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, control)
        .execute(task);
  }

  private void sweep() {
    if (!closed.get()) {
      later(TargetRegistry.SWEEP, this::sweep);
      gate.look();
      registry.sweep();
    }
  }

  private void checkHealth() {
    if (!closed.get()) {
      later(TargetRegistry.HEALTH_CHECK, this::checkHealth);
      registry.checkHealth();
    }
  }

  /**
   * The load balancer of {@code target}; all for equal targets share one state. The first use
   * begins to watch the Service and does not wait. It may be kept and used for ever: a target that
   * was not used for long (30 minutes by default) is not watched any more, and again from its next
   * use.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public LoadBalancer loadBalancer(Target target) {
    return registry.loadBalancer(target);
  }

  /**
   * Holds {@code target}, so that it stays watched however seldom it is called.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public Lease lease(Target target) {
    return registry.lease(target, null);
  }

  /**
   * As {@link #lease(Target)}, for adapters: follows the target until the lease is closed, and
   * chooses among the connections they keep.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public AdapterLease lease(Target target, TargetObserver observer) {
    return registry.lease(target, observer);
  }

  /**
   * For adapters: the one object of this type that belongs to this Fairlead, such as the
   * connections that its clients share. Made at the first call, closed with the Fairlead.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public <T extends AutoCloseable> T shared(Class<T> type, Supplier<? extends T> maker) {
    return shared.get(type, maker);
  }

  /** The load balancers in use now; asking for them keeps none of them. */
  public List<LoadBalancer> loadBalancers() {
    return registry.loadBalancers();
  }

  /** Which host names of URLs are Services. */
  public ServiceHosts hosts() {
    return hosts;
  }

  /**
   * How every call goes, whatever its target: null when each target decides, else by name since
   * Fairlead is switched off, only watches, or a mesh's proxy routes the calls.
   */
  public Route.@Nullable ByName bypass() {
    return gate.bypass();
  }

  /** Where this process runs, as far as it is known by now. */
  public Location location() {
    return registry.location();
  }

  /**
   * Ends every watch and thread that this object started; closing twice does nothing. A source
   * given to the builder is not closed. Balancers go on with what they know.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      shared.close();
      registry.close();
      control.execute(registry::freeze);
      if (ownsSource) {
        source.close();
      }
      control.execute(events::close);
      control.close();
    }
  }
}
