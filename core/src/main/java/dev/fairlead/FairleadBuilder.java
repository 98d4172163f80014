package dev.fairlead;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Fallback;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.api.Mode;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.ServiceHosts;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.SlowStart;
import dev.fairlead.api.SpillOver;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetLimits;
import dev.fairlead.internal.balancing.BalancerSettings;
import dev.fairlead.internal.balancing.HealthSettings;
import dev.fairlead.internal.environment.OwnProcess;
import dev.fairlead.internal.watching.WatchTimes;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.EndpointSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link Fairlead}; the defaults are right in a pod. A wrong value fails at the call
 * that gives it.
 */
public final class FairleadBuilder {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration LONGEST_TRUST = Duration.ofDays(7);

  Set<String> namespaces = Set.of();
  @Nullable String ownNamespace;
  String clusterDomain = ServiceHosts.DEFAULT_DOMAIN;
  @Nullable KubernetesApi kubernetes;
  @Nullable EndpointSource source;
  Location location = Location.UNKNOWN;
  @Nullable Mode mode;
  TargetLimits limits = TargetLimits.DEFAULT;
  final List<FairleadListener> listeners = new ArrayList<>();
  OwnProcess process = OwnProcess.here();
  WatchTimes times = WatchTimes.DEFAULT;
  Clock clock = Clock.systemUTC();

  private BalancingPolicy policy = BalancingPolicy.p2c();
  private Duration firstSyncWait = Duration.ofSeconds(10);
  private Duration trustWhenRefused = Duration.ofMinutes(5);
  private Fallback fallback = Fallback.SERVICE_NAME;
  private boolean sessionAffinity = true;
  private Set<ServiceKey> assumedCluster = Set.of();
  private HealthSettings health = HealthSettings.DEFAULT;

  FairleadBuilder() {}

  /**
   * Namespaces whose Services adapters know by two labels ({@code orders.shop}), beside the own
   * one. It fences nothing: a target names its namespace, and any may be used. Nothing is watched
   * before its first use.
   */
  public FairleadBuilder namespaces(String... namespaces) {
    this.namespaces =
        Arrays.stream(namespaces)
            .map(ServiceKey::requireNamespace)
            .collect(Collectors.toUnmodifiableSet());
    return this;
  }

  /**
   * The namespace in which adapters look for Services named by one label. Default: that of the pod,
   * or of the kubeconfig's context.
   */
  public FairleadBuilder ownNamespace(String namespace) {
    this.ownNamespace = ServiceKey.requireNamespace(namespace);
    return this;
  }

  /** The DNS domain of the cluster. Default: {@code cluster.local}. */
  public FairleadBuilder clusterDomain(String domain) {
    this.clusterDomain = ServiceHosts.requireDomain(domain);
    return this;
  }

  /** Which Kubernetes API to ask. Default: the one of the pod this runs in; none outside a pod. */
  public FairleadBuilder kubernetes(KubernetesApi api) {
    this.kubernetes = Objects.requireNonNull(api, "api");
    return this;
  }

  /** Endpoints from somewhere else than Kubernetes. Stays the caller's: it is not closed. */
  public FairleadBuilder source(EndpointSource source) {
    this.source = Objects.requireNonNull(source, "source");
    return this;
  }

  /** Node and zone, before what the environment says. Default: found out. */
  public FairleadBuilder location(Location location) {
    this.location = Objects.requireNonNull(location, "location");
    return this;
  }

  /** How requests are spread. Default: {@link BalancingPolicy#p2c()}. */
  public FairleadBuilder policy(BalancingPolicy policy) {
    this.policy = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /** When endpoints that do badly are left out for a while. */
  public FairleadBuilder outliers(OutlierPolicy policy) {
    this.health = health.with(policy);
    return this;
  }

  /** How new endpoints get their full share. */
  public FairleadBuilder slowStart(SlowStart slowStart) {
    this.health = health.with(slowStart);
    return this;
  }

  /** Whether requests may leave the own zone when it has too much to do. Default: no. */
  public FairleadBuilder spillOver(SpillOver spillOver) {
    this.health = health.with(spillOver);
    return this;
  }

  /**
   * How long calls may wait while nothing is known of their Service yet, from its first use on: 0
   * to 10 minutes. Default: 10 s.
   */
  public FairleadBuilder firstSyncWait(Duration wait) {
    this.firstSyncWait = within("firstSyncWait", wait, LONGEST_WAIT, "10 minutes");
    return this;
  }

  /**
   * How long the last answer is used when the API server refuses a new one (401, 403): 0 to 7 days.
   * After that calls go by name, unless {@link #fallback} forbids it. Default: 5 minutes. An API
   * server that cannot be reached is something else: then the last answer is used for ever.
   */
  public FairleadBuilder trustWhenRefused(Duration trust) {
    this.trustWhenRefused = within("trustWhenRefused", trust, LONGEST_TRUST, "7 days");
    return this;
  }

  private static Duration within(String name, Duration value, Duration most, String words) {
    if (value.isNegative() || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " is 0 to " + words + ", not " + value);
    }
    return value;
  }

  /**
   * What adapters do with calls while nothing trustworthy is known. Default: let them go by the
   * Service's own name.
   */
  public FairleadBuilder fallback(Fallback fallback) {
    this.fallback = Objects.requireNonNull(fallback, "fallback");
    return this;
  }

  /** Whether {@code sessionAffinity: ClientIP} of a Service is honoured. Default: true. */
  public FairleadBuilder sessionAffinity(boolean honoured) {
    this.sessionAffinity = honoured;
    return this;
  }

  /**
   * Services, such as {@code orders.shop}, whose traffic policy is taken for Cluster where reading
   * Services is forbidden and reading slices is not. All others go by name there, since a Local
   * policy might be missed.
   */
  public FairleadBuilder assumeClusterPolicy(String... services) {
    this.assumedCluster =
        Arrays.stream(services).map(this::service).collect(Collectors.toUnmodifiableSet());
    return this;
  }

  private ServiceKey service(String text) {
    Target target = Target.parse(text, ownNamespace);
    if (!(target.port() instanceof PortRef.Sole)) {
      throw new IllegalArgumentException(
          "The policy belongs to the whole Service: leave the port out of '" + text + "'");
    }
    return target.service();
  }

  /**
   * What to do with calls. Default: active, unless a mesh's proxy in the pod routes them; {@link
   * Mode#ACTIVE} here sends them to endpoints in spite of one. The operator's switches win over it.
   */
  public FairleadBuilder mode(Mode mode) {
    this.mode = Objects.requireNonNull(mode, "mode");
    return this;
  }

  /** How many targets are kept, and for how long after their last use. */
  public FairleadBuilder targets(TargetLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
    return this;
  }

  /** Somebody to tell what happens; may be called several times. */
  public FairleadBuilder listener(FairleadListener listener) {
    this.listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /** For tests: a process that has only these environment variables. */
  FairleadBuilder environment(Map<String, String> environment) {
    return process(new OwnProcess(environment, Properties::new, Path.of("no-such-root")));
  }

  /** For tests: what is found around this process. */
  FairleadBuilder process(OwnProcess process) {
    this.process = process;
    return this;
  }

  /** For tests: how long lists and watches may take. */
  FairleadBuilder times(WatchTimes times) {
    this.times = times;
    return this;
  }

  /** For tests: the time of day. */
  FairleadBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  BalancerSettings settings() {
    return new BalancerSettings(
        policy, firstSyncWait, trustWhenRefused, fallback, sessionAffinity, assumedCluster, health);
  }

  /**
   * Opens it. Does not wait for the API server.
   *
   * @throws IllegalArgumentException when a kubeconfig is not usable
   * @throws IllegalStateException when two settings contradict each other, or a switch of the
   *     environment has a value that is none
   */
  public Fairlead build() {
    if (source != null && kubernetes != null) {
      throw new IllegalStateException("Endpoints come from source(..) or kubernetes(..), not both");
    }
    return new Fairlead(this);
  }
}
