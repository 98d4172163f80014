package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What connections that are kept do to the balance: each request chooses anew with Fairlead, each
 * connection through the cluster IP beside it.
 */
@OnLab
class PinningE2E {
  private static final int PODS = 4;
  private static final int THREADS = 8;
  private static final int CALLS = 10_000;

  /** Of a client that may be pinned to the slow pod: they take a tenth of a second each. */
  private static final int FEW_CALLS = 500;

  private static final Duration SLOW = Duration.ofMillis(100);

  private final Cluster cluster = Cluster.get();
  private final Parity web = new Parity(cluster, "web", "http");

  /**
   * Pods that take so long; an answer that comes before the request has ended ends an h2 stream.
   */
  private void fourPods(int millis) {
    cluster.clear();
    cluster.apply(
        deployment("web", PODS, Map.of("lab/delay-ms", Integer.toString(millis))) + service(""));
    web.onceEveryNode("all pods", answer -> Parity.count(answer) == PODS)
        .andKubeProxyDoesToo(cluster.field("service", "web", ".spec.clusterIP"), 80);
  }

  /**
   * The pod that answers this client's first call is different from now on; returns its name. A
   * client of HTTP/2 is pinned to it then, one of HTTP/1.1 has a connection to it.
   */
  private String theFirstPodOf(LoadClient client, String... annotations) {
    String pod = client.run(1, 1).pods().keySet().iterator().next();
    for (String note : annotations) {
      cluster.kubectl("annotate", "pod", pod, "--overwrite", note);
    }
    return pod;
  }

  /** Waits until the pod does as it is told: it hears of that by a watch. */
  private void isSlow(String pod) {
    String address = cluster.field("pod", pod, ".status.podIP");
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(() -> assertThat(shortestAnswer(address)).isGreaterThanOrEqualTo(SLOW));
  }

  /** Of five: what another took longer is the machine's. */
  private static Duration shortestAnswer(String address) {
    Duration shortest = Cluster.PATIENCE;
    for (int i = 0; i < 5; i++) {
      long began = System.nanoTime();
      assertThat(DataPath.ask(address, 8080, 10_000)).isEqualTo(address + ":8080");
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      shortest = took.compareTo(shortest) < 0 ? took : shortest;
    }
    return shortest;
  }

  private static LoadResult calls(String what, LoadClient client, int calls) {
    client.run(THREADS, calls / 4); // so that there are connections, and code is warm
    LoadResult result = client.run(THREADS, calls);
    System.out.printf("E2E okhttp %s: %s%n", what, result);
    System.out.printf(
        "E2E okhttp %s: max/mean %.3f of %s, errors %.2f %%%n",
        what, result.unevenness(), result.pods(), 100 * result.errorShare());
    System.out.printf("E2E okhttp %s: slowest: %s%n", what, client.slowest());
    assertThat(client.failures()).isEmpty();
    return result;
  }

  @Test
  void oneHttp2ClientUsesEveryPodAlike() {
    fourPods(1);
    try (LoadClient clusterIp = LoadClient.clusterIp(cluster, "h2c");
        LoadClient inTurn = LoadClient.fairlead("round_robin", "h2c");
        LoadClient byLoad = LoadClient.fairlead("p2c", "h2c")) {
      clusterIp.run(1, 1); // several first calls at once would make a connection each
      // Printed only: a pod of the lab may reset a stream, and the client makes another connection.
      calls("h2c, cluster IP", clusterIp, CALLS);
      LoadResult turns = calls("h2c, round_robin", inTurn, CALLS);
      assertThat(turns.pods()).hasSize(PODS);
      assertThat(turns.unevenness()).as("max/mean in turn").isLessThanOrEqualTo(1.05);
      LoadResult loads = calls("h2c, p2c", byLoad, CALLS);
      assertThat(loads.pods()).hasSize(PODS);
      assertThat(loads.unevenness()).as("max/mean by load").isLessThanOrEqualTo(1.25);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2c"})
  void aSlowPodGetsFewRequests(String protocol) {
    fourPods(5);
    String how = "one pod 20 times slower, " + protocol;
    try (LoadClient clusterIp = LoadClient.clusterIp(cluster, protocol);
        LoadClient fairlead = LoadClient.fairlead("p2c", protocol)) {
      String slow = theFirstPodOf(clusterIp, "lab/delay-ms=" + SLOW.toMillis());
      isSlow(slow);
      LoadResult before = calls(how + ", cluster IP", clusterIp, FEW_CALLS);
      LoadResult result = calls(how + ", p2c", fairlead, CALLS);
      System.out.printf(
          "E2E okhttp %s: p99 %.1f times lower%n", how, before.p99() / (double) result.p99());
      assertThat(result.pods().getOrDefault(slow, 0L))
          .as("calls to the slow pod")
          .isLessThanOrEqualTo((long) (CALLS / 100 * timesBusier(result)));
    }
  }

  /**
   * Where a busy machine makes the other pods take more than twice their 5 ms, the slow one is not
   * 20 times slower, and is worth a call so much more often.
   */
  private static double timesBusier(LoadResult result) {
    return Math.max(1, result.p50() / 10_000.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2c"})
  void aPodThatFailsAtOnceDoesNotDrawRequests(String protocol) {
    fourPods(5);
    String how = "one pod answers 503 at once, " + protocol;
    try (LoadClient clusterIp = LoadClient.clusterIp(cluster, protocol);
        LoadClient fairlead = LoadClient.fairlead("p2c", protocol)) {
      theFirstPodOf(clusterIp, "lab/delay-ms=0", "lab/status=503");
      calls(how + ", cluster IP", clusterIp, FEW_CALLS);
      LoadResult result = calls(how + ", p2c", fairlead, CALLS);
      assertThat(result.errorShare()).as("errors with p2c").isLessThanOrEqualTo(0.01);
    }
  }
}
