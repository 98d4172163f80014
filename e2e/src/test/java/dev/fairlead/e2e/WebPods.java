package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Service web and the pods of its Deployment, while clients call them. */
final class WebPods {
  /** One at a time, and the next only when the new one has been ready for a while. */
  private static final String ONE_BY_ONE =
      "{\"spec\": {\"minReadySeconds\": 1, \"strategy\": {\"rollingUpdate\":"
          + " {\"maxSurge\": 1, \"maxUnavailable\": 0}}}}";

  private final Cluster cluster;
  private final Parity web;

  WebPods(Cluster cluster) {
    this.cluster = cluster;
    this.web = new Parity(cluster, "web", "http");
  }

  /**
   * So many pods, known to Fairlead and kube-proxy on every node. With a millisecond to answer in:
   * a pod of the lab reads no body, and one that answers before the request has ended resets the
   * HTTP/2 stream, after which OkHttp leaves the connection.
   *
   * @param serveAfterDelete in milliseconds
   */
  void start(int pods, int serveAfterDelete) {
    start(
        pods,
        Map.of(
            "lab/delay-ms", "1", "lab/serve-after-delete-ms", Integer.toString(serveAfterDelete)));
  }

  /** So many pods with these annotations, known to Fairlead and kube-proxy on every node. */
  void start(int pods, Map<String, String> annotations) {
    cluster.clear();
    cluster.apply(deployment("web", pods, annotations) + service(""));
    cluster.kubectl("patch", "deployment", "web", "-p", ONE_BY_ONE);
    has(pods);
    web.andKubeProxyDoesToo(cluster.field("service", "web", ".spec.clusterIP"), 80);
  }

  /** Waits until Fairlead on every node has so many. */
  void has(int pods) {
    web.onceEveryNode("all pods", answer -> Parity.count(answer) == pods);
  }

  Set<String> addresses() {
    return Set.of(words("{.items[*].status.podIP}"));
  }

  Set<String> names() {
    return Set.of(words("{.items[*].metadata.name}"));
  }

  /** A rolling restart; returns when the last of the former pods is gone. */
  void replaceOneByOne() {
    Set<String> old = names();
    cluster.kubectl("rollout", "restart", "deployment/web");
    await()
        .atMost(Cluster.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Collections.disjoint(names(), old));
  }

  /**
   * Each is killed without grace once the one before is replaced. The pods themselves say so: the
   * Deployment's status may be the one from before.
   */
  void killOneByOne() {
    Set<String> old = names();
    for (String pod : old) {
      cluster.kubectl("delete", "pod", pod, "--grace-period=0", "--force");
      await().atMost(Cluster.PATIENCE).until(() -> !names().contains(pod) && ready() == old.size());
      cluster.kubectl("rollout", "status", "deployment/web", Cluster.TIMEOUT);
    }
  }

  /** So many pods say that they are ready. */
  private long ready() {
    String path = "jsonpath={.items[*].status.conditions[?(@.type==\"Ready\")].status}";
    String statuses = cluster.kubectl("get", "pods", "-l", "app=web", "-o", path);
    return Arrays.stream(statuses.trim().split(" ")).filter("True"::equals).count();
  }

  /** Of a pod, from now on. */
  void annotate(String pod, String... notes) {
    String[] line = {"annotate", "pod", pod, "--overwrite"};
    cluster.kubectl(Stream.of(line, notes).flatMap(Arrays::stream).toArray(String[]::new));
  }

  String addressOf(String pod) {
    return cluster.field("pod", pod, ".status.podIP");
  }

  void scale(int pods) {
    cluster.kubectl("scale", "deployment/web", "--replicas=" + pods);
  }

  private String[] words(String path) {
    String[] words =
        cluster
            .kubectl("get", "pods", "-l", "app=web", "-o", "jsonpath=" + path)
            .trim()
            .split(" +");
    return Arrays.stream(words).filter(word -> !word.isEmpty()).distinct().toArray(String[]::new);
  }
}
