package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Lease;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetLimits;
import dev.fairlead.fakes.ProcessUsage;
import dev.fairlead.internal.watching.WatchTimes;
import dev.fairlead.testkit.RecordedRequest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is opened is closed: nothing is left of many Fairleads, nor of many leases on one. */
class LeaksIT extends ApiFixture {
  private static final int TIMES = 200;

  /** The watch timers of Fairlead and of the API server keep things for some seconds. */
  private static final Duration WHILE_TIMERS_RUN = Duration.ofMinutes(2);

  /** Beyond the leases the limit leaves one, however long this takes. */
  private static final TargetLimits ONE = new TargetLimits(1, Duration.ofHours(1));

  /** Less than 3 KB for each Fairlead; one that something holds costs 50. */
  private static final long NOISE_BYTES = 500_000;

  /** Short watches: the API server keeps a watch that was left until its time is over. */
  private static final WatchTimes SHORT_WATCHES =
      new WatchTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofSeconds(40),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));

  private final List<WeakReference<Fairlead>> closed = new ArrayList<>();

  private FairleadBuilder builder() {
    return Fairlead.builder()
        .kubernetes(new KubernetesApi.At(kubernetes.uri()))
        .environment(Map.of("NODE_NAME", "node-0", "NODE_ZONE", "zone-a"));
  }

  /** Closes some before the first answer, some while watches are being opened, some later. */
  private void openUseAndClose(int number) {
    Fairlead one = builder().times(SHORT_WATCHES).build();
    LoadBalancer orders = one.loadBalancer(Target.parse("orders.shop:http"));
    if (number % 4 > 0) {
      assertThat(orders.ready().toCompletableFuture()).succeedsWithin(SOON);
      orders.pick().complete(Outcome.SUCCESS);
    }
    if (number % 4 > 1) {
      await().atMost(SOON).pollDelay(Duration.ZERO).until(() -> kubernetes.openWatches("*") > 1);
    }
    one.close();
    closed.add(new WeakReference<>(one));
  }

  private void openUseAndCloseMany(int times) {
    for (int i = 0; i < times; i++) {
      openUseAndClose(i);
    }
    await()
        .pollInSameThread()
        .atMost(WHILE_TIMERS_RUN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(closed).allMatch(fairlead -> fairlead.refersTo(null));
            });
  }

  @Test
  void aClosedFairleadLeavesNeitherThreadsNorSocketsNorMemory() {
    fairlead.close();
    ProcessUsage first = ProcessUsage.now();
    openUseAndCloseMany(20);
    kubernetes.clearRequests();
    ProcessUsage before = ProcessUsage.now();
    openUseAndCloseMany(TIMES);
    kubernetes.clearRequests();

    await()
        .pollInSameThread()
        .atMost(WHILE_TIMERS_RUN)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              ProcessUsage after = ProcessUsage.now();
              assertThat(after.sockets()).isLessThanOrEqualTo(first.sockets());
              assertThat(grown(before.threads(), after.threads())).isEmpty();
              assertThat(after.heap()).isLessThan(before.heap() + NOISE_BYTES);
            });
  }

  /** Of which names there are more; threads of the JVM's own pool come and go by themselves. */
  private static Map<String, Integer> grown(
      Map<String, Integer> before, Map<String, Integer> after) {
    Map<String, Integer> grown = new TreeMap<>(after);
    grown
        .keySet()
        .removeIf(
            name ->
                name.startsWith("ForkJoinPool")
                    || after.getOrDefault(name, 0) <= before.getOrDefault(name, 0));
    return grown;
  }

  @Test
  void aReleasedLeaseLeavesNoWatchAndNoRequest() {
    fairlead.close();
    fairlead = builder().targets(ONE).build();
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      kubernetes.service("shop-" + i, "orders").port("http", 80).apply();
      Lease lease = fairlead.lease(Target.parse("orders.shop-" + i + ":http"));
      leases.add(lease);
      if (i == 0) {
        // One connection for all the others.
        assertThat(lease.loadBalancer().ready().toCompletableFuture()).succeedsWithin(SOON);
      }
    }
    awaitWatches(2 * TIMES);
    leases.forEach(Lease::close);
    awaitWatches(2); // of the one target that the limit leaves

    fairlead.close();
    awaitWatches(0);
    kubernetes.clearRequests();
    fairlead = builder().build();
    awaitSet(orders(), "10.1.0.1", "10.1.0.2");
    awaitWatches(2);
    assertThat(kubernetes.requests())
        .extracting(RecordedRequest::namespace)
        .containsOnly("shop")
        .hasSize(4);
  }

  @Test
  void manyServicesOfANamespaceShareTwoWatchesUntilTheLastIsReleased() {
    fairlead.close();
    fairlead = builder().targets(ONE).build();
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      kubernetes.service("shop", "orders-" + i).port("http", 80).apply();
      leases.add(fairlead.lease(Target.parse("orders-" + i + ".shop:http")));
      awaitWatches(i < 5 ? 2 * (i + 1) : 2);
    }
    leases.forEach(Lease::close);
    awaitWatches(2);

    fairlead.close();
    awaitWatches(0);
  }

  private void awaitWatches(int open) {
    await().atMost(SOON).until(() -> kubernetes.openWatches("*") == open);
  }
}
