package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Outcome;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.ClosedPort;
import dev.fairlead.fakes.Soon;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects are followed beneath one pick: where they lead decides who is asked. */
class RedirectTest {
  private static final String REDIRECT = Pods.URL + "redirect";

  /** Hosts that clients look up, all on one address. */
  private static Dns at(MockWebServer server, String... hosts) {
    InetAddress address = server.getSocketAddress().getAddress();
    return host -> List.of(hosts).contains(host) ? List.of(address) : Dns.SYSTEM.lookup(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/there", "http://orders.shop/there", "http://orders.shop:80/there"})
  void oneToTheSameServiceStaysAtThePodAndOnItsConnection(String location) throws IOException {
    try (Pods pods = new Pods().start(2)) {
      for (MockWebServer server : pods.servers) {
        server.setDispatcher(Answers.redirect(location, String.valueOf(server.getPort())));
      }
      Calls.answers(pods.client().build(), REDIRECT, 4);

      for (MockWebServer server : pods.servers) {
        assertThat(Pods.requests(server))
            .allMatch(request -> request.getConnectionIndex() == 0)
            .extracting(request -> request.getTarget())
            .containsExactly("/redirect", "/there", "/redirect", "/there");
      }
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.SUCCESS, 4L));
    }
  }

  /** A pod with two servers: port 80 of the Service leads to the first, port 8080 to the second. */
  private static SliceEndpoint twoPorts(Pods pods, int number, String location, Tls tls) {
    String address = pods.nextAddress();
    String name = "orders-" + number;
    MockWebServer first = pods.server(Answers.redirect(location, name), server -> {}, address);
    MockWebServer second =
        pods.server(
            Answers.always(name + ", second port"),
            location.startsWith("https") ? tls::serve : server -> {},
            address);
    return SliceEndpoint.of(address, "node-0", "zone-a", name)
        .withPort("first", first.getPort())
        .withPort("second", second.getPort());
  }

  private static void assertSamePod(int secondPort, String location) throws IOException {
    Tls tls = new Tls("orders.shop");
    try (Pods pods = new Pods()) {
      pods.kubernetes
          .service("shop", "orders")
          .port("first", 80)
          .port("second", secondPort)
          .apply();
      for (int i = 0; i < 2; i++) {
        pods.endpoints.add(twoPorts(pods, i, location, tls));
      }
      pods.publish();

      assertThat(Calls.answers(tls.trust(pods.client()).build(), REDIRECT, 4))
          .isEqualTo(Map.of("orders-0, second port", 2, "orders-1, second port", 2));
    }
  }

  @Test
  void oneToAnotherPortGoesToThatPortOfTheSamePod() throws IOException {
    assertSamePod(8080, "http://orders.shop:8080/");
  }

  @Test
  void soDoesOneToHttps() throws IOException {
    assertSamePod(443, "https://orders.shop/");
  }

  @Test
  void oneToAnotherPortGoesToAnyPodWhenThePodLacksIt() throws IOException {
    Target second = Target.parse("orders.shop:8080");
    try (Pods pods = new Pods()) {
      pods.kubernetes.service("shop", "orders").port("http", 80).port("second", 8080).apply();
      pods.add(server -> server.setDispatcher(Answers.redirect("http://orders.shop:8080/", "")));
      pods.publish();
      MockWebServer other = pods.foreign("elsewhere");
      SliceEndpoint lonely =
          SliceEndpoint.of(other.getHostName(), "node-0", "zone-a", "orders-9")
              .withPort("second", other.getPort());
      pods.kubernetes.endpoints("shop", "orders", List.of(pods.endpoints.get(0), lonely));
      Soon.until(() -> pods.known(second).size() == 1);

      assertThat(Calls.get(pods.client().build(), REDIRECT)).isEqualTo("elsewhere");
    }
  }

  @Test
  void oneToAPortThatTheServiceLacksFailsAndSaysSo() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      pods.servers.get(0).setDispatcher(Answers.redirect("http://orders.shop:81/", ""));

      assertThatThrownBy(() -> Calls.get(pods.client().build(), REDIRECT))
          .hasRootCauseMessage(
              "No endpoint for orders.shop:81: Service shop/orders has no port 81. It has http"
                  + " (80/TCP), https (443/TCP)")
          .hasStackTraceContaining(ServiceUnreachableException.class.getName());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"billing.shop", "www.example.test"})
  void oneToAnotherHostGoesWhereTheClientLooksItUp(String host) throws IOException {
    try (Pods pods = new Pods().start(1)) {
      MockWebServer other = pods.foreign("elsewhere");
      String location = "http://" + host + ":" + other.getPort() + "/";
      pods.servers.get(0).setDispatcher(Answers.redirect(location, ""));
      OkHttpClient client = pods.client().dns(at(other, host)).build();

      assertThat(Calls.get(client, REDIRECT)).isEqualTo("elsewhere");
      assertThat(Pods.requests(other).get(0).getHeaders().get("Host"))
          .isEqualTo(host + ":" + other.getPort());
    }
  }

  /** Such as that of a pod behind a headless Service, or what an ingress on the node answers at. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.7.1", "orders-0.pods.shop.svc.cluster.local"})
  void oneToAnotherNameOfThePodsAddressKeepsItsPort(String host) throws IOException {
    try (Pods pods = new Pods().start(1)) {
      MockWebServer pod = pods.servers.get(0);
      MockWebServer other =
          pods.server(Answers.always("the same pod"), server -> {}, pod.getHostName());
      String location = "http://" + host + ":" + other.getPort() + "/";
      pod.setDispatcher(Answers.redirect(location, ""));
      OkHttpClient client = pods.client().dns(at(other, host)).build();

      assertThat(Calls.get(client, REDIRECT)).isEqualTo("the same pod");
    }
  }

  @Test
  void aPodIsNotBlamedForWhatItRedirectedTo() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      MockWebServer broken = pods.server(Answers.status(500), server -> {}, pods.nextAddress());
      String location = "http://www.example.test:" + broken.getPort() + "/";
      pods.servers.get(0).setDispatcher(Answers.redirect(location, ""));

      OkHttpClient client = pods.client().dns(at(broken, "www.example.test")).build();
      assertThat(Calls.get(client, REDIRECT)).isEqualTo("500");
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.SUCCESS, 1L));
    }
  }

  @Test
  void norForAHostThatIsNotReached() throws IOException {
    try (Pods pods = new Pods().start(2);
        ClosedPort closed = new ClosedPort("127.0.7.9")) {
      String location = "http://127.0.7.9:" + closed.port() + "/";
      pods.servers.forEach(server -> server.setDispatcher(Answers.redirect(location, "")));

      assertThatThrownBy(() -> Calls.get(pods.client().build(), REDIRECT))
          .hasMessageContaining("Failed to connect to /127.0.7.9");
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.SUCCESS, 1L));
    }
  }
}
