package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.Cli.Result;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
  private static final String ORDERS = Cli.resource("orders.yaml");
  private static final String CARTS = Cli.resource("carts-list.json");

  @Test
  void textSaysTheRuleTheEndpointsAndWhyNotTheOthers() {
    Result result =
        Cli.run("explain", "orders.shop:http", "-f", ORDERS, "--node=node-a1", "--zone=zone-a");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            Target   orders.shop:http
            Service  cluster IP 10.96.14.20; http (80/TCP), grpc (9090/TCP); internalTrafficPolicy Cluster
            Node     node-a1
            Zone     zone-a

            Selected by ZONE_HINT: the ready endpoints hinted for the own zone
              ADDRESS         POD                NODE     ZONE    CONDITIONS
              10.1.1.11:8080  orders-5d9f-2lq7c  node-a1  zone-a  ready
              10.1.2.12:8080  orders-5d9f-8xw4n  node-a2  zone-a  ready

            Left out
              ADDRESS         POD                NODE     ZONE    CONDITIONS                       WHY
              10.1.2.13:8080  orders-5d9f-kz6vd  node-a2  zone-a  not ready, serving, terminating  terminating, and not needed as the last resort
              10.2.1.14:8080  orders-5d9f-p9s2h  node-b1  zone-b  ready                            its hints name other nodes or zones (zone zone-b)
              10.2.1.15:8080  orders-5d9f-t3b5j  node-b1  zone-b  not ready                        not ready
            """);
  }

  @Test
  void anEmptyAnswerIsTheMessageTheLibraryWouldThrow() {
    Result result = Cli.run("explain", "carts.shop:80", "-f", CARTS, "--node", "node-a2");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "\nNo endpoint for carts.shop:80: the traffic policy of Service shop/carts is Local and"
                + " node node-a2 has no ready endpoint (2 ready elsewhere). Run a pod on this node,"
                + " or set the policy to Cluster\n\nLeft out\n")
        .contains("internalTrafficPolicy Local\n");
  }

  @Test
  void externalTrafficShowsTheExternalPolicy() {
    Result result = Cli.run("explain", "orders:80", "-f", ORDERS, "--traffic", "external");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains("externalTrafficPolicy Cluster\n")
        .contains("has no node port, load-balancer IP or external IP")
        .contains("Kubernetes does not consult its slice for this Service\n");
  }

  @Test
  void addressesOfIpv6StandInBracketsBeforeThePort() {
    String dual =
        """
        {kind: List, apiVersion: v1, items: [
          {kind: Service, apiVersion: v1, metadata: {name: s},
           spec: {clusterIP: "fd00::1", ports: [{port: 80}]}},
          {kind: EndpointSlice, apiVersion: discovery.k8s.io/v1, addressType: IPv6,
           metadata: {name: s-1, labels: {kubernetes.io/service-name: s}},
           ports: [{name: "", port: 8080}], endpoints: [
             {addresses: ["FD00::0:2"]}, {addresses: ["fd00::3"], conditions: {ready: false}}]}]}
        """;

    Result result = Cli.runOn("---\n" + dual, "explain", "s", "-f", "-");

    assertThat(result.out())
        .contains("  [fd00::2]:8080  -    -     -     ready\n")
        .contains("  [fd00::3]:8080  -    -     -     not ready, serving  not ready\n");
  }

  @Test
  void kindsOfServicesThatHaveNoClusterIpAreNamed() {
    String services =
        """
        {apiVersion: v1, kind: Service, metadata: {name: mail},
         spec: {type: ExternalName, externalName: mail.example.org}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: db}, spec: {clusterIP: None}}
        """;

    assertThat(Cli.runOn("---\n" + services, "explain", "mail:80", "-f", "-").out())
        .contains("Service  ExternalName mail.example.org\n");
    assertThat(Cli.runOn("---\n" + services, "explain", "db:5432", "-f", "-").out())
        .contains("Service  headless; no ports; internalTrafficPolicy Cluster\n");
  }
}
