package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person is told that may be missing in the files or the arguments. */
class HintsTest {
  private static final String ORDERS = Cli.resource("orders.yaml");

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: orders}
      spec: {clusterIP: 10.96.0.1, ports: [{port: 80}]}
      """;
  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: orders-1, labels: {kubernetes.io/service-name: orders}}
      addressType: IPv4
      ports: [{name: "", port: 8080}]
      endpoints:
        - {addresses: [10.1.0.1], hints: {forZones: [{name: a}]}}
        - {addresses: [10.1.0.2]}
      """;

  private static String explain(String text) {
    return Cli.runOn(text, "explain", "orders", "-f", "-", "--zone", "a").out();
  }

  @Test
  void aServiceThatIsNotThereListsThoseThatAre() {
    assertThat(Cli.run("explain", "order", "-f", ORDERS).out())
        .contains("Service  not in the files\n")
        .contains(
            "No endpoint for order.default: there is no Service default/order. Check the name and"
                + " the namespace: kubectl get service -n default\n"
                + "Hint: The files hold the Service shop/orders\n");
  }

  @Test
  void aListOfServicesIsCutAfterTen() {
    StringBuilder services = new StringBuilder();
    for (int i = 10; i < 22; i++) {
      services.append(SERVICE.replace("orders", "s" + i)).append("---\n");
    }

    assertThat(explain(services.toString()))
        .contains("Hint: The files hold the Services default/s10, default/s11, ")
        .contains(", default/s19 and 2 more\n");
  }

  @Test
  void slicesWithoutTheirServiceAreSaidToBeThere() {
    assertThat(explain(SLICE))
        .contains("there is no Service default/orders.")
        .contains(
            "Hint: The files hold no Service\n"
                + "Hint: They hold 1 EndpointSlice of it, without the Service itself. Add kubectl"
                + " get service orders -n default -o yaml\n");
  }

  @Test
  void aServiceWithoutItsSlicesIsSaidToBeWithout() {
    assertThat(explain(SERVICE))
        .contains("has no usable endpoint (0 ready, 0 draining, 0 not ready)")
        .contains(
            "Hint: The files hold no EndpointSlice of default/orders. Add kubectl get"
                + " endpointslices -n default -l kubernetes.io/service-name=orders -o yaml\n");
  }

  @Test
  void aServiceAsWrittenByHandHasNoClusterIp() {
    assertThat(explain(SERVICE.replace("clusterIP: 10.96.0.1, ", "")))
        .contains("Service  no cluster IP; 80/TCP; internalTrafficPolicy Cluster\n")
        .contains(
            "Hint: The Service has no cluster IP yet, as before it is applied. Take it from the"
                + " cluster: kubectl get service orders -n default -o yaml\n");
  }

  @Test
  void zoneHintsThatAreNotCompleteAreExplained() {
    assertThat(explain(SERVICE + "---\n" + SLICE))
        .contains("Selected by CLUSTER:")
        .contains(
            "Hint: Zone hints are not used: every ready endpoint must have one, and 10.1.0.2:8080"
                + " has none\n");
  }

  @Test
  void zoneHintsOfOtherZonesAreExplained() {
    assertThat(Cli.run("explain", "orders:80", "-f", ORDERS, "--zone", "zone-c").out())
        .contains("Hint: Zone hints are not used: none names zone-c\n");
  }

  @Test
  void aForgottenZoneIsAskedForOrReadOffTheSlices() {
    assertThat(Cli.run("explain", "orders:80", "-f", ORDERS).out())
        .contains("Hint: Zone hints are not used: the own zone is not given. Add --zone ZONE\n");
    assertThat(Cli.run("explain", "orders:80", "-f", ORDERS, "--node", "node-a1").out())
        .contains(
            "Hint: Zone hints are not used: the own zone is not given. Add --zone zone-a, where"
                + " node-a1 is\n");
  }
}
