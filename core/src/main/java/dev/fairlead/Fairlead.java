package dev.fairlead;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.internal.kubernetes.KubernetesEndpointSource;
import dev.fairlead.internal.kubernetes.KubernetesEndpointSource.Surroundings;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.EndpointSource;
import dev.fairlead.spi.EndpointSource.Subscription;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses pods for calls to Kubernetes Services, as kube-proxy on this node would, for each
 * request.
 *
 * <p>One for each process is enough: it watches the Services and slices of each namespace in use
 * (two watches) and has one thread of its own beside those of the Kubernetes client. Safe for use
 * by any number of threads. In a pod it needs no settings: the API is found as every pod finds it,
 * node and zone are read from {@code NODE_NAME} and {@code NODE_ZONE} (downward API) or found out.
 * It needs {@code list} and {@code watch} on {@code services} and {@code
 * endpointslices.discovery.k8s.io} in the namespaces in use.
 */
public final class Fairlead implements AutoCloseable {
  private final SerialExecutor control = new SerialExecutor();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ConcurrentHashMap<Target, TargetBalancer> balancers = new ConcurrentHashMap<>();
  private final Queue<Subscription> subscriptions = new ConcurrentLinkedQueue<>();
  private final BalancingPolicy policy;
  private final Duration firstSyncWait;
  private final EndpointSource source;
  private final boolean ownsSource;

  /** Written by the control plane, read by all. */
  private volatile Location location;

  private Fairlead(Builder builder) {
    this.policy = builder.policy;
    this.firstSyncWait = builder.firstSyncWait;
    this.location =
        builder.location.orElse(
            new Location(
                builder.environment.apply("NODE_NAME"), builder.environment.apply("NODE_ZONE")));
    this.ownsSource = builder.source == null;
    this.source = source(builder);
  }

  /** A builder whose defaults are right in a pod. */
  public static Builder builder() {
    return new Builder();
  }

  private EndpointSource source(Builder builder) {
    if (builder.source != null) {
      return builder.source;
    }
    KubernetesApi api = builder.kubernetes;
    if (api == null && builder.environment.apply("KUBERNETES_SERVICE_HOST") == null) {
      return new NoSource();
    }
    return KubernetesEndpointSource.open(
        api == null ? new KubernetesApi.InCluster() : api,
        builder.namespaces,
        new Surroundings(control, builder.environment, location, this::located));
  }

  /**
   * The load balancer of {@code target}; always the same one for equal targets. The first call
   * begins to watch the Service and does not wait.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public LoadBalancer loadBalancer(Target target) {
    if (closed.get()) {
      throw new IllegalStateException("This Fairlead is closed; it cannot balance " + target);
    }
    TargetBalancer known = balancers.get(target);
    return known != null ? known : begin(target);
  }

  private TargetBalancer begin(Target target) {
    TargetBalancer fresh = new TargetBalancer(target, policy, location, firstSyncWait);
    TargetBalancer raced = balancers.putIfAbsent(target, fresh);
    if (raced != null) {
      return raced;
    }
    // A location found since then was told to those in the map only; and it comes before the
    // Service.
    control.execute(() -> fresh.located(location));
    subscriptions.add(source.watch(target.service(), resolution -> resolved(fresh, resolution)));
    return fresh;
  }

  private void resolved(TargetBalancer balancer, Resolution resolution) {
    control.execute(() -> balancer.resolved(resolution));
  }

  private void located(Location found) {
    location = found;
    balancers.values().forEach(balancer -> balancer.located(found));
  }

  /** Where this process runs, as far as it is known by now. */
  public Location location() {
    return location;
  }

  /**
   * Ends every watch and thread that this object started; closing twice does nothing. A source
   * given to the builder is not closed. Balancers go on with what they know.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      subscriptions.forEach(Subscription::close);
      control.execute(() -> balancers.values().forEach(TargetBalancer::closed));
      if (ownsSource) {
        source.close();
      }
      control.close();
    }
  }

  /** Settings of a {@link Fairlead}. A wrong value fails at the call that gives it. */
  public static final class Builder {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private Set<String> namespaces = Set.of();
    private @Nullable KubernetesApi kubernetes;
    private @Nullable EndpointSource source;
    private Location location = Location.UNKNOWN;
    private BalancingPolicy policy = BalancingPolicy.roundRobin();
    private Duration firstSyncWait = Duration.ofSeconds(10);
    private UnaryOperator<@Nullable String> environment = System::getenv;

    private Builder() {}

    /**
     * Namespaces to watch from the start, so that the first call to a Service there does not wait
     * for a list. All others are watched from the first use of one of their Services.
     */
    public Builder namespaces(String... namespaces) {
      this.namespaces =
          Arrays.stream(namespaces)
              .map(ServiceKey::requireNamespace)
              .collect(Collectors.toUnmodifiableSet());
      return this;
    }

    /**
     * Which Kubernetes API to ask. Default: the one of the pod this runs in; none outside a pod.
     */
    public Builder kubernetes(KubernetesApi api) {
      this.kubernetes = Objects.requireNonNull(api, "api");
      return this;
    }

    /** Endpoints from somewhere else than Kubernetes. Stays the caller's: it is not closed. */
    public Builder source(EndpointSource source) {
      this.source = Objects.requireNonNull(source, "source");
      return this;
    }

    /** Node and zone, before what the environment says. Default: found out. */
    public Builder location(Location location) {
      this.location = Objects.requireNonNull(location, "location");
      return this;
    }

    /** How requests are spread. Default: round robin. */
    public Builder policy(BalancingPolicy policy) {
      this.policy = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * How long a pick may wait while nothing is known of its Service yet, 0 to 10 minutes. Default:
     * 10 s.
     */
    public Builder firstSyncWait(Duration wait) {
      if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
        throw new IllegalArgumentException("firstSyncWait is 0 to 10 minutes, not " + wait);
      }
      this.firstSyncWait = wait;
      return this;
    }

    /** For tests: where environment variables are read. */
    Builder environment(UnaryOperator<@Nullable String> environment) {
      this.environment = environment;
      return this;
    }

    /**
     * Opens it. Does not wait for the API server.
     *
     * @throws IllegalArgumentException when a kubeconfig is not usable
     * @throws IllegalStateException when two settings contradict each other
     */
    public Fairlead build() {
      if (source != null && kubernetes != null) {
        throw new IllegalStateException(
            "Endpoints come from source(..) or kubernetes(..), not both");
      }
      return new Fairlead(this);
    }
  }
}
