package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Target;
import dev.fairlead.fakes.Soon;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The port of the URL is that of the Service; each endpoint has its own. */
class EndpointsTest {

  /** In two slices, since the numbers differ. */
  @Test
  void aNamedPortIsAnotherNumberAtEachPod() throws IOException {
    try (Pods pods = new Pods()) {
      pods.kubernetes.service("shop", "orders").port("api", 80).port("admin", 8080).apply();
      for (int i = 0; i < 2; i++) {
        MockWebServer api = pods.foreign("api " + i);
        MockWebServer admin = pods.foreign("admin " + i);
        pods.endpoints.add(
            SliceEndpoint.of(api.getHostName(), "node-0", "zone-a", "orders-" + i)
                .withPort("api", api.getPort()));
        pods.endpoints.add(
            SliceEndpoint.of(admin.getHostName(), "node-0", "zone-a", "admin-" + i)
                .withPort("admin", admin.getPort()));
      }
      pods.kubernetes.endpoints("shop", "orders", pods.endpoints);
      Target admin = Target.parse("orders.shop:8080");
      Soon.until(() -> pods.known(Pods.ORDERS).size() == 2 && pods.known(admin).size() == 2);
      OkHttpClient client = pods.client().build();

      assertThat(Calls.answers(client, Pods.URL, 4)).isEqualTo(Map.of("api 0", 2, "api 1", 2));
      assertThat(Calls.answers(client, "http://orders.shop:8080/", 4))
          .isEqualTo(Map.of("admin 0", 2, "admin 1", 2));
    }
  }

  /** Needs a loopback address of IPv6, as every Linux has that did not turn it off. */
  @Test
  void anEndpointMayHaveAnAddressOfIPv6() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods()) {
      pods.kubernetes.apply(
          """
          apiVersion: v1
          kind: Service
          metadata: {name: orders, namespace: shop}
          spec:
            clusterIP: "fd00::1"
            clusterIPs: ["fd00::1", "10.96.0.9"]
            ipFamilies: [IPv6, IPv4]
            ipFamilyPolicy: RequireDualStack
            ports: [{name: http, port: 80, protocol: TCP, targetPort: 80}]
          """);
      MockWebServer server = pods.server(Answers.always("six"), added -> {}, "::1");
      pods.endpoints.add(Pods.endpoint("::1", server.getPort(), "orders-six"));
      pods.publish();

      assertThat(Calls.get(pods.client().eventListener(connections).build(), Pods.URL))
          .isEqualTo("six");
      assertThat(connections.begun())
          .extracting(address -> address.getAddress().toString())
          .containsExactly("orders-six/0:0:0:0:0:0:0:1");
    }
  }

  /** A pod may be behind several Services, and leave one of them. */
  @Test
  void twoServicesShareAPodAndNotItsConnections() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(2)) {
      pods.kubernetes.service("shop", "all-orders").port("http", 80).apply();
      pods.kubernetes.endpoints("shop", "all-orders", pods.endpoints);
      Target all = Target.parse("all-orders.shop:80");
      Soon.until(() -> pods.known(all).size() == 2);
      OkHttpClient client = pods.client().eventListener(connections).build();
      Calls.answers(client, Pods.URL, 4);
      Calls.answers(client, "http://all-orders.shop/", 4);
      assertThat(connections.all()).hasSize(4);
      assertThat(Pods.requests(pods.servers.get(0)))
          .extracting(request -> request.getHeaders().get("Host"))
          .containsExactly("orders.shop", "orders.shop", "all-orders.shop", "all-orders.shop");
      pods.endpoints.remove(0);
      pods.publish();

      Soon.asserted(() -> assertThat(connections.open()).hasSize(3));
      assertThat(Calls.answers(client, "http://all-orders.shop/", 4))
          .isEqualTo(Map.of("orders-0", 2, "orders-1", 2));
      assertThat(connections.all()).hasSize(4);
    }
  }

  /** Each is a host of its own for certificates and cookies. */
  @Test
  void theNamesOfAServiceShareItsPodsAndNotTheirConnections() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      OkHttpClient client = pods.client().build();
      for (String url : List.of("http://orders/", Pods.URL, "http://" + Pods.HOST + "/")) {
        assertThat(Calls.answers(client, url, 2)).isEqualTo(Map.of("orders-0", 1, "orders-1", 1));
      }
      assertThat(pods.bindings().size()).isEqualTo(6);
      assertThat(pods.fairlead.loadBalancers()).hasSize(1);
    }
  }
}
