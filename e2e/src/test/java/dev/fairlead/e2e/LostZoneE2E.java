package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each zone has three pods and prefers its own ({@code trafficDistribution: PreferSameZone}); then
 * the client's zone loses all but one. A pod works on two requests at a time, and the client makes
 * four. One after the other, since they would be in each other's way: Fairlead as kube-proxy does
 * it, Fairlead that may leave the zone, and the cluster IP.
 */
@OnLab
class LostZoneE2E {
  private static final String STRICT = "Fairlead, strict";
  private static final String ADAPTIVE = "Fairlead, adaptive";
  private static final int EACH = 3;
  private static final int THREADS = 4;
  private static final int WARM = 40;
  private static final Duration LOAD = Duration.ofSeconds(6);
  private static final String AT_ONCE = "2";
  private static final String MILLIS = "50";

  /**
   * Three pods of each zone, and one on each node at least: a process knows its zone by an endpoint
   * on its own node.
   */
  private static final Map<String, List<String>> PODS =
      Map.of(
          LoadClient.NODE,
          List.of("near-0", "near-1"),
          "node-1",
          List.of("far-0", "far-1"),
          "node-2",
          List.of("near-2"),
          "node-3",
          List.of("far-2"));

  private final Cluster cluster = Cluster.get();
  private final List<NodeProbe> servers = new ArrayList<>();
  private final Parity web = new Parity(cluster, "web", "http");

  @BeforeEach
  void threePodsInEachZone() {
    cluster.clear();
    StringBuilder manifests =
        new StringBuilder(Manifests.service("trafficDistribution: PreferSameZone"));
    PODS.forEach(
        (node, names) ->
            names.forEach(name -> manifests.append(Manifests.external(name, "web", node))));
    cluster.apply(manifests.toString());
    cluster.kubectl("wait", "--for=condition=Ready", "pod", "--all", Cluster.TIMEOUT);
    PODS.forEach((node, names) -> servers.add(serve(node, names)));
  }

  @AfterEach
  void theyEnd() {
    servers.forEach(NodeProbe::close);
  }

  private NodeProbe serve(String node, List<String> pods) {
    List<String> program = new ArrayList<>();
    program.addAll(List.of("dev.fairlead.e2e.LimitedPods", AT_ONCE, MILLIS));
    for (String pod : pods) {
      program.add(pod + "=" + cluster.field("pod", pod, ".status.podIP"));
    }
    return new NodeProbe(
        node, Cluster.ACCOUNT, List.of(), NodeProbe.LIBRARIES, program.toArray(String[]::new));
  }

  /** Waits until both sides see so many pods in the zone of the client. */
  private void near(int pods) {
    web.onceTogether(
            pods + " pods in the zone of the client",
            sets -> Parity.count(sets.get(0)) == pods && Parity.count(sets.get(1)) == EACH)
        .andKubeProxyDoesToo(cluster.field("service", "web", ".spec.clusterIP"), 80);
  }

  @Test
  void whatIsLeftOfAZoneIsNotOverrunWhereCallsMayLeaveIt() {
    near(EACH);
    String whole = "three pods in each zone";
    print(whole, ADAPTIVE, load(LoadClient.fairlead("p2c,adaptive", "http/1.1")));
    cluster.kubectl("delete", "pods", "near-1", "near-2", "--grace-period=0", "--force");
    near(1);
    Map<String, LoadResult> results = everyWay("one pod left in the zone");
    assertThat(farShare(Objects.requireNonNull(results.get(STRICT))))
        .as("strict: left the zone")
        .isZero();
    assertThat(farShare(Objects.requireNonNull(results.get(ADAPTIVE))))
        .as("adaptive: left the zone")
        .isGreaterThan(0.05);
  }

  private Map<String, LoadResult> everyWay(String when) {
    Map<String, LoadResult> results = new LinkedHashMap<>();
    results.put(STRICT, load(LoadClient.fairlead("p2c", "http/1.1")));
    results.put(ADAPTIVE, load(LoadClient.fairlead("p2c,adaptive", "http/1.1")));
    results.put("cluster IP", load(LoadClient.clusterIp(cluster, "http/1.1")));
    results.forEach((name, result) -> print(when, name, result));
    return results;
  }

  private static void print(String when, String name, LoadResult result) {
    System.out.printf(
        "E2E health %s, %s: %s, %.1f %% left the zone, by pod %s%n",
        when, name, result, 100 * farShare(result), result.pods());
  }

  private static LoadResult load(LoadClient client) {
    try (client) {
      client.run(THREADS, WARM);
      client.load(THREADS);
      Cluster.pass(LOAD);
      LoadResult result = client.stop();
      assertThat(client.failures()).isEmpty();
      return result;
    }
  }

  private static double farShare(LoadResult result) {
    long far =
        result.pods().entrySet().stream()
            .filter(pod -> pod.getKey().startsWith("far-"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return far / (double) result.requests();
  }
}
