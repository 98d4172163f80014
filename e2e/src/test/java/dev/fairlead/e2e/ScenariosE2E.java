package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each scenario: on every node Fairlead's set is what the rules say and what kube-proxy reaches.
 */
@OnLab
class ScenariosE2E {
  /** Of a connection that must come about: a busy pod takes its time. */
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Cluster cluster = Cluster.get();
  private final Parity web = new Parity(cluster, "web", "http");

  @BeforeEach
  void anEmptyNamespace() {
    cluster.clear();
  }

  private String clusterIp() {
    return cluster.field("service", "web", ".spec.clusterIP");
  }

  private void webWith(int replicas, String spec) {
    cluster.apply(deployment("web", replicas, Map.of()) + service(spec));
  }

  private void scale(int replicas) {
    cluster.kubectl("scale", "deployment/web", "--replicas=" + replicas);
  }

  private void sameEverywhere(int endpoints) {
    web.onceEveryNode(endpoints + " endpoints", answer -> Parity.count(answer) == endpoints)
        .andKubeProxyDoesToo(clusterIp(), 80);
  }

  @Test
  void clusterIpPort80ToTargetPort8080() {
    webWith(4, "");
    sameEverywhere(4);
    assertThat(web.agreed())
        .allSatisfy(set -> assertThat(set.split(",")).allMatch(e -> e.endsWith(":8080")));
  }

  @Test
  void internalTrafficPolicyLocal() {
    webWith(4, "internalTrafficPolicy: Local");
    sameEverywhere(1);
    assertThat(new TreeSet<>(web.agreed())).hasSize(Cluster.NODES);
  }

  @Test
  void localWithoutALocalPodAndWithoutAnyPod() {
    webWith(1, "internalTrafficPolicy: Local");
    web.onceTogether(
            "one pod somewhere",
            sets ->
                sets.stream().filter("NO_LOCAL_ENDPOINTS"::equals).count() == 3
                    && sets.stream().anyMatch(set -> Parity.count(set) == 1))
        .andKubeProxyDoesToo(clusterIp(), 80);
    scale(0);
    web.onceEveryNode("nothing", "NO_ENDPOINTS"::equals).andKubeProxyDoesToo(clusterIp(), 80);
  }

  @Test
  void aNoExecuteTaintMovesThePods() {
    webWith(4, "");
    sameEverywhere(4);
    try {
      cluster.kubectl("taint", "node", "node-2", "fairlead-e2e=x:NoExecute");
      web.onceEveryNode(
              "four pods, none on node-2",
              answer -> Parity.count(answer) == 4 && !answer.contains("10.244.2."))
          .andKubeProxyDoesToo(clusterIp(), 80);
      cluster.kubectl(
          "patch", "service", "web", "-p", "{\"spec\":{\"internalTrafficPolicy\":\"Local\"}}");
      web.fairleadFollowsTheRules().andKubeProxyDoesToo(clusterIp(), 80);
    } finally {
      cluster.kubectl("taint", "node", "node-2", "fairlead-e2e-");
    }
  }

  @Test
  void aPodThatLosesItsLabelIsLeftOutThoughItListens() {
    webWith(4, "");
    sameEverywhere(4);
    String pod =
        cluster.kubectl("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[0].metadata.name}");
    String address = cluster.field("pod", pod, ".status.podIP");
    cluster.kubectl("label", "pod", pod, "app-", "deployment-");
    web.onceEveryNode(
            "four pods without " + address,
            answer -> Parity.count(answer) == 4 && !answer.contains(address + ":"))
        .andKubeProxyDoesToo(clusterIp(), 80);
    assertThat(cluster.probe("node-0").connect(address, 8080, 1, TIMEOUT_MILLIS))
        .containsOnlyKeys(address + ":8080");
  }

  @Test
  void scaling() {
    webWith(1, "");
    sameEverywhere(1);
    for (int replicas : new int[] {2, 150, 1}) {
      scale(replicas);
      sameEverywhere(replicas);
    }
  }

  @Test
  void aDeletedPodDrainsAndIsLeftOut() {
    cluster.apply(deployment("web", 2, Parity.drainFor(60)) + service(""));
    sameEverywhere(2);
    String pod = cluster.kubectl("get", "pods", "-o", "jsonpath={.items[0].metadata.name}");
    String address = cluster.field("pod", pod, ".status.podIP");
    cluster.kubectl("delete", "pod", pod, "--wait=false");
    web.onceEveryNode(
            "two pods without the draining one",
            answer -> Parity.count(answer) == 2 && !answer.contains(address + ":"))
        .andKubeProxyDoesToo(clusterIp(), 80);
    assertThat(cluster.probe("node-0").connect(address, 8080, 1, TIMEOUT_MILLIS))
        .containsOnlyKeys(address + ":8080");
  }

  @Test
  void theLastEndpointsOfAServiceDrainAndAreUsed() {
    cluster.apply(deployment("web", 2, Parity.drainFor(30)) + service(""));
    sameEverywhere(2);
    scale(0);
    web.onceEveryNode("draining", answer -> draining() && Parity.count(answer) == 2)
        .andKubeProxyDoesToo(clusterIp(), 80);
    web.onceEveryNode("gone", "NO_ENDPOINTS"::equals).andKubeProxyDoesToo(clusterIp(), 80);
  }

  @Test
  void theLastLocalEndpointDrainsAndIsUsedThere() {
    cluster.apply(
        deployment("web", 4, Parity.drainFor(60)) + service("internalTrafficPolicy: Local"));
    sameEverywhere(1);
    cluster.kubectl("cordon", "node-3");
    try {
      String pod =
          cluster.kubectl(
              "get",
              "pods",
              "--field-selector",
              "spec.nodeName=node-3",
              "-o",
              "jsonpath={.items[0].metadata.name}");
      cluster.kubectl("delete", "pod", pod, "--wait=false");
      web.onceEveryNode("draining on node-3", answer -> draining() && Parity.count(answer) >= 1)
          .andKubeProxyDoesToo(clusterIp(), 80);
      assertThat(web.agreed().get(3)).startsWith("10.244.3.");
    } finally {
      cluster.kubectl("uncordon", "node-3");
    }
  }

  private boolean draining() {
    return cluster
        .kubectl(
            "get",
            "endpointslices",
            "-o",
            "jsonpath={.items[*].endpoints[*].conditions.terminating}")
        .contains("true");
  }

  @Test
  void twoNamedTargetPortsInOneService() {
    cluster.apply(
        deployment("old", "web", 2, 8080, Map.of())
            + deployment("new", "web", 2, 9090, Map.of())
            + service(
                "web",
                "selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]",
                ""));
    sameEverywhere(4);
    assertThat(web.agreed().get(0)).contains(":8080").contains(":9090");
  }

  @Test
  void preferSameZone() {
    webWith(4, "trafficDistribution: PreferSameZone");
    // Two each, and not yet the same two: as long as only two pods are ready, all nodes use both.
    web.onceTogether(
            "two endpoints in each zone",
            sets ->
                sets.stream().allMatch(set -> Parity.count(set) == 2)
                    && sets.get(0).equals(sets.get(2))
                    && !sets.get(0).equals(sets.get(1)))
        .andKubeProxyDoesToo(clusterIp(), 80);
  }

  @Test
  void preferSameNode() {
    webWith(4, "trafficDistribution: PreferSameNode");
    web.onceTogether(
            "one endpoint on each node",
            sets ->
                sets.stream().allMatch(set -> Parity.count(set) == 1)
                    && Set.copyOf(sets).size() == Cluster.NODES)
        .andKubeProxyDoesToo(clusterIp(), 80);
  }

  @Test
  void headlessByTheRulesAlone() {
    webWith(3, "clusterIP: None");
    web.onceEveryNode("three", answer -> Parity.count(answer) == 3);
    assertThat(Set.copyOf(web.agreed())).hasSize(1);
  }
}
