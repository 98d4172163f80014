package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.MovingClock;
import dev.fairlead.fakes.Relay;
import dev.fairlead.internal.watching.WatchTimes;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.Faults;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** One run of one fault: an API server behind a relay, and an application on node-1 that calls. */
final class FaultRun implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);

  final FakeKubernetes kubernetes = FakeKubernetes.start();
  final Faults faults = kubernetes.faults();
  final Relay relay = new Relay(kubernetes.uri());
  final FaultObjects objects = new FaultObjects(kubernetes);
  final Told told = new Told();
  final MovingClock clock = new MovingClock();

  /**
   * Whoever holds its write lock holds up the control plane, which makes a picker of each set.
   * Fair: in between two holds the picker is made that was waited for.
   */
  final ReentrantReadWriteLock control = new ReentrantReadWriteLock(true);

  private final Set<String> kinds = new LinkedHashSet<>();
  private final Set<String> counted = new LinkedHashSet<>();
  private final Set<String> alsoHit = new LinkedHashSet<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private @Nullable Fairlead fairlead;
  private @Nullable Picks picks;
  private @Nullable ScheduledFuture<?> bookmarks;
  private int stamps;

  /**
   * @param on "slices", "services" or "both"
   */
  FaultRun(String on) {
    if (!on.equals("services")) {
      kinds.add(FaultObjects.SLICES);
    }
    if (!on.equals("slices")) {
      kinds.add(FaultObjects.SERVICES);
    }
    counted.addAll(kinds);
    objects.begin();
  }

  /** Waits, and looks often, so that a run takes no longer than it must. */
  static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).atMost(SOON);
  }

  /** The resources that the fault is on. */
  Set<String> kinds() {
    return kinds;
  }

  /** The resources whose requests the row tells: those it is on, unless more are hit alike. */
  Set<String> counted() {
    return counted;
  }

  /** The resources of which the row says nothing, though they are hit. */
  Set<String> alsoHit() {
    return alsoHit;
  }

  boolean bothAreHit() {
    return counted.size() + alsoHit.size() == 2;
  }

  /** The fault cannot but hit both kinds alike, whichever the row is about. */
  void hitsBoth() {
    counted.add(FaultObjects.SLICES);
    counted.add(FaultObjects.SERVICES);
  }

  /** The fault cannot but hit this one too, in another way. */
  void alsoHits(String resource) {
    alsoHit.add(resource);
  }

  /** The application starts, and uses its target. */
  void start(WatchTimes times) {
    fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(relay.uri()))
            .environment(Map.of("NODE_NAME", "node-1", "NODE_ZONE", "zone-a"))
            .times(times)
            .clock(clock)
            .policy(this::policy)
            .listener(told)
            .build();
    balancer();
  }

  private Picker policy(List<? extends Candidate> candidates) {
    control.readLock().lock();
    try {
      return BalancingPolicy.roundRobin().newPicker(candidates);
    } finally {
      control.readLock().unlock();
    }
  }

  LoadBalancer balancer() {
    return Objects.requireNonNull(fairlead).loadBalancer(Target.parse("orders.shop:http"));
  }

  /** Waits for the first set, and picks from then on. */
  void pick() {
    soon().until(() -> !told.sets().isEmpty());
    picks = new Picks(balancer());
  }

  Picks picks() {
    return Objects.requireNonNull(picks);
  }

  /** The application is in use, and both watches are seen to work: what comes now is the fault. */
  void inUse(WatchTimes times) {
    start(times);
    pick();
    stamp();
    begins();
  }

  /** What was told and asked so far does not count. */
  void begins() {
    told.clear();
    kubernetes.clearRequests();
  }

  /** Three changes, each of which shows: all that was told before has come to its end. */
  void stamp() {
    stamps++;
    objects.slice("orders-stamp", "10.2." + stamps + ".1");
    awaitTruth();
    objects.flipPolicy();
    awaitTruth();
    objects.flipPolicy();
    awaitTruth();
  }

  /** Until the set is that of the API, and told. */
  void awaitTruth() {
    Set<String> truth = objects.truth();
    soon().untilAsserted(() -> assertThat(set()).as("the set, %s", this).isEqualTo(truth));
    soon().until(() -> told.lastSet().equals(truth));
  }

  private Set<String> set() {
    Set<String> addresses = new TreeSet<>();
    if (balancer().selection() instanceof Selection.Eligible eligible) {
      eligible.endpoints().stream().map(Endpoint::address).forEach(addresses::add);
    }
    return addresses;
  }

  /** Until this freshness was told, such as {@code STALE(SILENT)}. */
  void awaitTold(String freshness) {
    soon().untilAsserted(() -> assertThat(told.freshness()).as("%s", this).contains(freshness));
  }

  /** How many requests of that verb for a resource came from the application. */
  long count(String verb, String resource) {
    return kubernetes.requests().stream()
        .filter(r -> r.userAgent().startsWith("fairlead"))
        .filter(r -> r.verb().equals(verb) && r.resource().equals(resource))
        .count();
  }

  /** The watches of the kinds that the fault is on have told something, so none is an empty one. */
  void tellSomething() {
    kubernetes.sendBookmarks();
  }

  /** Ends the watches of the kinds that the fault is on, cleanly. */
  void dropWatches() {
    kinds.forEach(faults::dropWatches);
  }

  /** Versions that the watches have not been told are the oldest that can be resumed from. */
  void loseTheWindow() {
    objects.elsewhere("node-9");
    kubernetes.compact();
  }

  /** Bookmarks keep coming from now on, as often as that. */
  void bookmarksEvery(Duration interval) {
    bookmarks =
        timer.scheduleAtFixedRate(
            kubernetes::sendBookmarks, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public String toString() {
    return "told " + told.freshness() + ", sets " + told.sets().size() + ", " + requests();
  }

  private String requests() {
    StringBuilder all = new StringBuilder("requests");
    kubernetes.requests().stream()
        .filter(r -> r.userAgent().startsWith("fairlead"))
        .forEach(r -> all.append("\n  ").append(r.verb() + " " + r.resource() + "?" + r.query()));
    return all.toString();
  }

  void closeApplication() {
    if (fairlead != null) {
      fairlead.close();
    }
  }

  @Override
  public void close() {
    if (bookmarks != null) {
      bookmarks.cancel(false);
    }
    timer.shutdown();
    if (picks != null) {
      picks.close();
    }
    closeApplication();
    relay.close();
    kubernetes.close();
  }
}
