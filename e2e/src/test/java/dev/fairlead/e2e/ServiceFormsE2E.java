package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services without a selector, with two protocols on one port, and reached from outside. */
@OnLab
class ServiceFormsE2E {
  private static final String PORT_80 = "ports: [{name: http, port: 80, targetPort: 8080}]";

  private final Cluster cluster = Cluster.get();
  private final Parity manual = new Parity(cluster, "manual", "http");

  @BeforeEach
  void fourPodsOfAnotherService() {
    cluster.clear();
    cluster.apply(deployment("web", 4, Map.of()) + service(""));
    new Parity(cluster, "web", "http").onceEveryNode("four", answer -> Parity.count(answer) == 4);
  }

  private List<String> podAddresses() {
    return Arrays.asList(
        cluster
            .kubectl("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[*].status.podIP}")
            .split(" "));
  }

  private String clusterIp(String service) {
    return cluster.field("service", service, ".spec.clusterIP");
  }

  @Test
  void handMadeSlicesOfAServiceWithoutASelector() {
    List<String> addresses = podAddresses();
    cluster.apply(
        service("manual", PORT_80, "")
            + slice("manual-1", addresses.get(0), "conditions: {ready: true}")
            + slice("manual-2", addresses.get(1), "nodeName: node-1")
            + slice("manual-3", addresses.get(2), "conditions: {ready: false}"));
    manual
        .onceEveryNode("two", answer -> Parity.count(answer) == 2)
        .andKubeProxyDoesToo(clusterIp("manual"), 80);

    cluster.kubectl(
        "patch", "service", "manual", "-p", "{\"spec\":{\"internalTrafficPolicy\":\"Local\"}}");
    manual.fairleadFollowsTheRules().andKubeProxyDoesToo(clusterIp("manual"), 80);
    assertThat(manual.agreed())
        .containsExactly(
            "NO_LOCAL_ENDPOINTS",
            addresses.get(1) + ":8080",
            "NO_LOCAL_ENDPOINTS",
            "NO_LOCAL_ENDPOINTS");
  }

  private static String slice(String name, String address, String more) {
    return """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: %s, labels: {kubernetes.io/service-name: manual}}
        addressType: IPv4
        ports: [{name: http, port: 8080, protocol: TCP}]
        endpoints: [{addresses: ["%s"], %s}]
        ---
        """
        .formatted(name, address, more);
  }

  @Test
  void mirroredEndpoints() {
    List<String> addresses = podAddresses();
    cluster.apply(
        service("manual", PORT_80, "")
            + """
            apiVersion: v1
            kind: Endpoints
            metadata: {name: manual}
            subsets:
            - addresses: [{ip: %s}, {ip: %s}]
              notReadyAddresses: [{ip: %s}]
              ports: [{name: http, port: 8080}]
            """
                .formatted(addresses.get(0), addresses.get(1), addresses.get(2)));
    manual
        .onceEveryNode("two", answer -> Parity.count(answer) == 2)
        .andKubeProxyDoesToo(clusterIp("manual"), 80);
  }

  @Test
  void udpNextToTcpOnOnePortNumber() {
    cluster.apply(
        service(
            "both",
            "selector: {app: web}, ports: [{name: tcp, port: 53, targetPort: 8080},"
                + " {name: udp, port: 53, targetPort: 5353, protocol: UDP}]",
            ""));
    new Parity(cluster, "both", "53")
        .onceEveryNode(
            "four by number", answer -> Parity.count(answer) == 4 && answer.contains(":8080"))
        .andKubeProxyDoesToo(clusterIp("both"), 53);
    new Parity(cluster, "both", "udp")
        .onceEveryNode(
            "four by name", answer -> Parity.count(answer) == 4 && answer.contains(":5353"));
  }

  @Test
  void nodePortsFollowTheExternalPolicy() {
    cluster.kubectl("scale", "deployment/web", "--replicas=2");
    for (String policy : List.of("Cluster", "Local")) {
      cluster.apply(service("type: NodePort, externalTrafficPolicy: " + policy));
      int nodePort = Integer.parseInt(cluster.field("service", "web", ".spec.ports[0].nodePort"));
      await()
          .atMost(Cluster.PATIENCE)
          .untilAsserted(() -> externalAnswersFollowTheRules(nodePort, policy));
    }
  }

  /** From outside: the root namespace asks each node's own address. */
  private void externalAnswersFollowTheRules(int nodePort, String policy) {
    Rules rules = Rules.now(cluster);
    int unanswered = 0;
    for (int i = 0; i < Cluster.NODES; i++) {
      String selected =
          rules.select("web." + Cluster.NAMESPACE + ":http", "node-" + i, "--traffic", "external");
      int n = Parity.count(selected);
      Set<String> reached = new TreeSet<>();
      for (int c = 0; c < (n == 0 ? 3 : Parity.connections(n)); c++) {
        reached.add(DataPath.ask("10.240.0." + (10 + i), nodePort, 1000));
      }
      if (n == 0) {
        unanswered++;
        assertThat(Set.of(DataPath.REFUSED, DataPath.SILENT)).containsAll(reached);
      } else {
        assertThat(reached).containsExactlyInAnyOrder(selected.split(","));
      }
    }
    assertThat(unanswered).as("nodes without an answer").isEqualTo(policy.equals("Local") ? 2 : 0);
  }
}
