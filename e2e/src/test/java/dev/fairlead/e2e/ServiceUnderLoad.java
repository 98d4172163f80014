package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Service web with four pods, asked by the probe on each node without pause: what the probes are
 * told of the way to the API server, and what becomes of the requests.
 *
 * <p>Its endpoints are ready whatever their pods are, so that the set is only changed by the test:
 * whoever keeps the nodes from the API server, or {@linkplain Controllers the controllers}, has
 * every pod called not ready, for every client, while it answers.
 */
final class ServiceUnderLoad {
  static final String TARGET = "web." + Cluster.NAMESPACE + ":http";

  /**
   * A dead connection is noticed within 55 seconds; a pause between two tries is 30 at most. The
   * rest is for a busy machine.
   */
  private static final Duration TOLD_WITHIN = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final Parity web;

  /** Waits for the pods, then begins with the requests. */
  ServiceUnderLoad(Cluster cluster) {
    this.cluster = cluster;
    this.web = new Parity(cluster, "web", "http");
    cluster.onAllNodes(probe -> probe.ask("unload " + TARGET)); // of a test that failed
    cluster.clear();
    cluster.apply(deployment("web", 4, Map.of()) + service("publishNotReadyAddresses: true"));
    hasEndpoints(4);
    cluster.onAllNodes(probe -> probe.ask("load " + TARGET));
  }

  /** From now on a pod that is called not ready leaves, as in most Services. */
  void followsReadiness() {
    cluster.apply(service("publishNotReadyAddresses: false"));
  }

  /** Waits until Fairlead on every node has so many, and those that the rules select. */
  void hasEndpoints(int number) {
    web.onceEveryNode(number + " endpoints", answer -> Parity.count(answer) == number);
  }

  /**
   * A change that leaves the set as it is: the API server sends it on every watch of the Service,
   * and what is wrong with the connection shows when a node confirms it.
   */
  void stir() {
    cluster.kubectl("annotate", "service", "web", "--overwrite", "stirred=" + System.nanoTime());
  }

  /**
   * One pod on {@code node} does not belong to the Service any more, though it still answers;
   * another one takes its place as soon as it can. Returns the address that left.
   */
  String onePodLeaves(String node) {
    String pod =
        cluster.kubectl(
            "get",
            "pods",
            "--field-selector=spec.nodeName=" + node,
            "-o",
            "jsonpath={.items[0].metadata.name} {.items[0].status.podIP}");
    List<String> nameAndAddress = List.of(pod.trim().split(" "));
    cluster.label(nameAndAddress.get(0), "app", "left");
    return nameAndAddress.get(1);
  }

  /** No node has this address any more. */
  void lacks(String address) {
    web.onceEveryNode(
        "without " + address,
        answer -> Arrays.stream(answer.split(",")).noneMatch(a -> a.startsWith(address + ":")));
  }

  /** Waits until the probe on each node has been told this, of whatever else too. */
  void isTold(String word, List<NodeProbe> probes) {
    await()
        .alias("told " + word)
        .atMost(TOLD_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(probes)
                    .extracting(ServiceUnderLoad::told)
                    .allMatch(told -> told.contains(word)));
  }

  /**
   * Waits until the probe has been told of the one first and of the other last: events come after
   * the fact, on a thread of their own.
   */
  void isTold(String first, String last, NodeProbe probe) {
    await()
        .alias("told " + first + " and at last " + last)
        .atMost(TOLD_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(told(probe)).startsWith(first).endsWith(last));
  }

  /** Waits until the freshness is this on each node, now. */
  void is(String word, List<NodeProbe> probes) {
    await()
        .alias("freshness " + word)
        .atMost(TOLD_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                assertThat(probes)
                    .extracting(probe -> probe.ask("freshness " + TARGET))
                    .containsOnly(word));
  }

  /** What the probe was told since the load began, in order. */
  static List<String> told(NodeProbe probe) {
    String words = probe.ask("told " + TARGET);
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }

  /**
   * The API server is followed again and no request failed on any node; then the Service changes,
   * and Fairlead and kube-proxy follow.
   */
  void recovers(String fault) {
    is("LIVE", cluster.probes());
    web.fairleadFollowsTheRules();
    List<List<String>> told = cluster.onAllNodes(ServiceUnderLoad::told);
    List<String> loads = cluster.onAllNodes(probe -> probe.ask("unload " + TARGET));
    System.out.println("E2E fault " + fault + ": " + loads + ", told " + told);
    assertThat(loads).allSatisfy(load -> assertThat(load).matches("requests=\\d{3,} failures=0"));
    cluster.kubectl("scale", "deployment/web", "--replicas=6");
    hasEndpoints(6);
    web.andKubeProxyDoesToo(cluster.field("service", "web", ".spec.clusterIP"), 80);
  }
}
