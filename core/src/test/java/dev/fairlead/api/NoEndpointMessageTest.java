package dev.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal names the target, the state and the next move. */
class NoEndpointMessageTest {
  private static final EndpointCounts COUNTS = new EndpointCounts(12, 1, 3);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVICE_NOT_FOUND | '' | there is no Service shop/orders. Check the name and the namespace: kubectl get service -n shop",
        "EXTERNAL_NAME | db.example.com | Service shop/orders is of type ExternalName and has no endpoints. Call db.example.com by that name",
        "UNSUPPORTED_IP_FAMILY | IPv6 | Service shop/orders has no cluster IP of that address family (IPv6). Ask for another family, or set ipFamilies of the Service",
        "UNKNOWN_PORT | admin (81/TCP) | Service shop/orders has no port http. It has admin (81/TCP)",
        "UNKNOWN_PORT | http (80/UDP), x (8/TCP) | Service shop/orders has no port http of that protocol. It has http (80/UDP), x (8/TCP)",
        "UNKNOWN_PORT | '' | Service shop/orders declares no ports",
        "NOT_EXTERNALLY_ACCESSIBLE | '' | Service shop/orders has no node port, load-balancer IP or external IP of that family, so nothing from outside reaches it",
        "NO_ENDPOINTS | '' | Service shop/orders has no usable endpoint (12 ready, 1 draining, 3 not ready). See which pods its selector matches and whether they are ready: kubectl get endpointslices -n shop -l kubernetes.io/service-name=orders",
        "NODE_UNKNOWN | '' | the traffic policy of Service shop/orders is Local and the own node is not known (12 ready, 1 draining, 3 not ready). Set NODE_NAME from the downward API (fieldRef spec.nodeName)",
        "NO_LOCAL_ENDPOINTS | '' | the traffic policy of Service shop/orders is Local and node worker-3 has no ready endpoint (12 ready elsewhere, 1 draining elsewhere). Run a pod on this node, or set the policy to Cluster",
        "NOT_SYNCED | waited 2 s | not known yet: waited 2 s",
        "FORBIDDEN | said by the server | said by the server",
        "NO_SOURCE | no API | no API",
      })
  void namesTargetStateAndNextMove(Reason reason, String detail, String message) {
    Target target = Target.parse("orders.shop:http");
    Selection.Empty empty = new Selection.Empty(reason, COUNTS, detail);

    NoEndpointException e = new NoEndpointException(target, new Location("worker-3", null), empty);

    assertThat(e).hasMessage("No endpoint for orders.shop:http: " + message);
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.target()).isEqualTo(target);
    assertThat(e.counts()).isEqualTo(COUNTS);
    assertThat(e.location().node()).isEqualTo("worker-3");
  }

  @Test
  void theOnlyPortMayBeOfAnotherProtocol() {
    Selection.Empty empty = new Selection.Empty(Reason.UNKNOWN_PORT, EndpointCounts.NONE, "80/TCP");

    assertThat(new NoEndpointException(Target.parse("orders.shop"), Location.UNKNOWN, empty))
        .hasMessageEndingWith("Service shop/orders has no port of that protocol. It has 80/TCP");
    assertThat(new NoEndpointException(Target.parse("orders.shop:80"), Location.UNKNOWN, empty))
        .hasMessageEndingWith("Service shop/orders has no port 80 of that protocol. It has 80/TCP");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = "http (80/TCP), admin (81/TCP)")
  void aServiceWithSeveralPortsAsksWhich(String ports) {
    Selection.Empty empty = new Selection.Empty(Reason.UNKNOWN_PORT, EndpointCounts.NONE, ports);

    assertThat(new NoEndpointException(Target.parse("orders.shop"), Location.UNKNOWN, empty))
        .hasMessage(
            "No endpoint for orders.shop: Service shop/orders has several ports. Say which: "
                + ports);
  }
}
