package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * How long after a label is removed a pod can still be picked, next to how long new connections
 * through the cluster IP still reach it. It reports; only the fact that both end is asserted.
 */
@OnLab
class PropagationE2E {
  private static final int REMOVALS = 30;
  private static final String TARGET = "web." + Cluster.NAMESPACE + ":http";

  private final Cluster cluster = Cluster.get();
  private final Parity web = new Parity(cluster, "web", "http");

  @Test
  void aRemovedLabelIsKnown() {
    cluster.clear();
    cluster.apply(deployment("web", 3, Map.of()) + service(""));
    web.onceEveryNode("three", answer -> Parity.count(answer) == 3);
    removal(); // once uncounted: it loads the classes of the client that removes labels
    List<Double> fairlead = new ArrayList<>();
    List<Double> kubeProxy = new ArrayList<>();
    for (int i = 0; i < REMOVALS; i++) {
      web.onceEveryNode("three", answer -> Parity.count(answer) == 3);
      double[] millis = removal();
      fairlead.add(millis[0]);
      kubeProxy.add(millis[1]);
    }
    report("last possible pick", fairlead);
    report("last new connection through the cluster IP", kubeProxy);
    assertThat(fairlead).as("an endpoint that never left").allMatch(ms -> ms < 20_000);
    assertThat(kubeProxy).as("a pod that was reached for ever").allMatch(ms -> ms < 20_000);
  }

  /**
   * From the moment the API call is sent: milliseconds to the last pick and the last connection.
   */
  private double[] removal() {
    String pod =
        cluster.kubectl("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[0].metadata.name}");
    String endpoint = cluster.field("pod", pod, ".status.podIP") + ":8080";
    String host = cluster.field("service", "web", ".spec.clusterIP");
    NodeProbe probe = cluster.probe("node-0");
    CompletableFuture<String> departure =
        CompletableFuture.supplyAsync(
            () -> probe.ask("gone " + TARGET + " " + endpoint + " " + host + " 80"));
    cluster.field("service", "web", ".metadata.name"); // gives the probe time to begin
    long changed = cluster.removeLabel(pod, "app");
    String[] last = departure.join().split(" ", -1);
    cluster.kubectl("delete", "pod", pod, "--grace-period=1", "--wait=false");
    return new double[] {
      (Long.parseLong(last[0]) - changed) / 1e3, (Long.parseLong(last[1]) - changed) / 1e3
    };
  }

  private static void report(String what, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        "E2E label removed -> %s: median %.1f ms, max %.1f ms (n=%d)%n",
        what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1), sorted.size());
    System.out.println("E2E   all: " + millis);
  }
}
