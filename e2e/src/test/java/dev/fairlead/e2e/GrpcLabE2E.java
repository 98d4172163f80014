package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A gRPC channel with Fairlead, beside one that goes round the addresses of a headless Service and
 * one through the cluster IP, all under load, while the pods change.
 */
@OnLab
class GrpcLabE2E {
  private static final int THREADS = 4;
  private static final int WARM = 1_000;

  /** gRPC and the JVM keep the addresses of a name for 30 seconds each. */
  private static final Duration NAMES_ARE_KEPT = Duration.ofSeconds(75);

  private final Cluster cluster = Cluster.get();
  private final WebPods web = new WebPods(cluster);

  /** The three, and what is called under which name. */
  private final class Beside implements AutoCloseable {
    final HeadlessNames names;
    final LoadClient fairlead = LoadClient.fairlead("p2c", "grpc");
    final LoadClient dns;
    final LoadClient clusterIp = LoadClient.clusterIp(cluster, "grpc");
    final Map<String, LoadClient> all = new LinkedHashMap<>();

    Beside(int pods) {
      names = new HeadlessNames(cluster).has(pods);
      dns = LoadClient.headless(names);
      all.put("Fairlead", fairlead);
      all.put("dns and round_robin", dns);
      all.put("cluster IP", clusterIp);
      all.values().forEach(client -> client.run(THREADS, WARM));
      all.values().forEach(client -> client.load(THREADS));
    }

    /** Ends the loads and prints what became of them; returns what became of Fairlead's. */
    LoadResult stop(String how) {
      LoadResult result = fairlead.figures();
      for (Map.Entry<String, LoadClient> one : all.entrySet()) {
        LoadResult load = one.getValue().stop();
        System.out.printf("E2E grpc %s: %s: %s, by pod %s%n", how, one.getKey(), load, load.pods());
        one.getValue().failures().stream()
            .limit(3)
            .forEach(failure -> System.out.printf("E2E grpc %s: failed, %s%n", how, failure));
        result = one.getKey().equals("Fairlead") ? load : result;
      }
      return result;
    }

    @Override
    public void close() {
      all.values().forEach(LoadClient::close);
      names.close();
    }
  }

  @Test
  void aRollingRestartFailsNoCallAndLeavesNoConnection() {
    web.start(6, 10_000);
    Set<String> old = web.addresses();
    try (Beside clients = new Beside(6)) {
      web.replaceOneByOne();
      web.has(6);
      LoadResult result = clients.stop("rolling restart");
      assertThat(clients.fairlead.failures()).as("failures with Fairlead").isEmpty();
      assertThat(result.astray()).as("answers of another pod than the stream's").isZero();
      await()
          .atMost(Cluster.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(clients.fairlead.sockets().keySet())
                      .as("sockets to pods that are gone")
                      .doesNotContainAnyElementsOf(old));
      clients.fairlead.endsWithoutSocketsToPods();
    }
  }

  @Test
  void newPodsGetTheirShare() {
    web.start(1, 10_000);
    try (Beside clients = new Beside(1)) {
      web.scale(8);
      web.has(8);
      long ready = System.nanoTime();
      Map<String, Long> reached = new LinkedHashMap<>();
      await()
          .atMost(Cluster.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> all(clients, reached, ready).containsKey("Fairlead"));
      // The others may never; waited for only as long as their caches last.
      await()
          .atMost(NAMES_ARE_KEPT.multipliedBy(2))
          .pollInterval(Duration.ofMillis(200))
          .until(
              () ->
                  all(clients, reached, ready).size() == 3
                      || System.nanoTime() - ready > NAMES_ARE_KEPT.toNanos());
      clients.all.forEach(
          (name, client) ->
              System.out.printf(
                  "E2E grpc scaled 1 to 8: %s: all pods called %s%n",
                  name, reached.containsKey(name) ? reached.get(name) + " ms after" : "never"));
      clients.stop("scaled 1 to 8");
      assertThat(clients.fairlead.failures()).as("failures of the load").isEmpty();
      calledAlike(clients.fairlead);
    }
  }

  /**
   * Waits until 4,000 calls in a row reach all eight: a pod whose last call was slow, since the
   * machine was busy, is left alone for a while.
   */
  private static void calledAlike(LoadClient client) {
    await()
        .atMost(Cluster.PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              LoadResult even = client.run(THREADS, 4_000);
              System.out.printf(
                  "E2E grpc scaled 1 to 8: Fairlead afterwards: max/mean %.3f of %s%n",
                  even.unevenness(), even.pods());
              assertThat(client.failures()).isEmpty();
              return even.pods().size() == 8;
            });
  }

  /** Notes which clients have called all eight by now, and when. */
  private static Map<String, Long> all(Beside clients, Map<String, Long> reached, long ready) {
    clients.all.forEach(
        (name, client) -> {
          if (!reached.containsKey(name) && client.figures().pods().size() == 8) {
            reached.put(name, (System.nanoTime() - ready) / 1_000_000);
          }
        });
    return reached;
  }

  @Test
  void whileTheApiServerIsDownCallsGoOnIdleChannelsComeBackAndNewOnesWork() {
    web.start(4, 10_000);
    cluster.apply(service("publishNotReadyAddresses: true")); // what Controllers says of outages
    try (LoadClient busy = LoadClient.fairlead("p2c", "grpc");
        LoadClient calm = LoadClient.fairlead("round_robin", "grpc")) {
      busy.run(THREADS, WARM);
      calm.run(1, 100);
      busy.load(THREADS);
      try {
        Lab.run("fault", "stop-api");
        await().atMost(Cluster.PATIENCE).until(() -> noConnections(calm)); // it is idle
        answeredByAll("idle, and back", calm);
        calm.renew();
        answeredByAll("a new channel", calm);
      } finally {
        Lab.run("fault", "start-api");
      }
      LoadResult result = busy.stop();
      System.out.printf("E2E grpc API server down: %s, by pod %s%n", result, result.pods());
      assertThat(busy.failures()).isEmpty();
      web.scale(5);
      web.has(5);
      await().atMost(Cluster.PATIENCE).until(() -> calm.run(1, 20).pods().size() == 5);
    }
    Controllers.areBack();
  }

  private static boolean noConnections(LoadClient client) {
    return client.sockets().keySet().stream().noneMatch(address -> address.startsWith("10.244."));
  }

  /**
   * No call fails, and before long all pods answer: the first calls of a channel go to the pods
   * that are connected already.
   */
  private static void answeredByAll(String how, LoadClient client) {
    await()
        .atMost(Cluster.PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              LoadResult result = client.run(1, 400);
              System.out.printf(
                  "E2E grpc API server down, %s: %s, by pod %s%n", how, result, result.pods());
              assertThat(client.failures()).isEmpty();
              return result.pods().size() == 4;
            });
  }
}
