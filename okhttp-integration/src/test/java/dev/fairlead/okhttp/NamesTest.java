package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** What a pod hears is the name in the URL, and what the caller can know is the true address. */
class NamesTest {
  private static final Target ADMIN = Target.parse("orders.shop:8080");

  private static Pods withPort8080() {
    Pods pods = new Pods();
    pods.kubernetes.service("shop", "orders").port("http", 8080).apply();
    return pods;
  }

  @Test
  void hostIsThatOfTheUrl() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      Calls.get(pods.client().build(), Pods.URL);

      RecordedRequest request = Pods.requests(pods.servers.get(0)).get(0);
      assertThat(request.getHeaders().values("Host")).containsExactly("orders.shop");
    }
  }

  @Test
  void hostHasThePortOfTheUrlAndNotThatOfThePod() throws IOException {
    try (Pods pods = withPort8080()) {
      MockWebServer server = pods.add(added -> {});
      pods.publish(ADMIN);
      Calls.get(pods.client().build(), "http://orders.shop:8080/");

      assertThat(Pods.requests(server).get(0).getHeaders().values("Host"))
          .containsExactly("orders.shop:8080");
    }
  }

  @Test
  void soIsTheAuthorityOfHttp2() throws IOException {
    List<Protocol> h2c = List.of(Protocol.H2_PRIOR_KNOWLEDGE);
    try (Pods pods = withPort8080()) {
      MockWebServer server = pods.add(added -> added.setProtocols(h2c));
      pods.publish(ADMIN);
      Calls.get(pods.client().protocols(h2c).build(), "http://orders.shop:8080/");

      assertThat(Pods.requests(server).get(0).getHeaders().values(":authority"))
          .containsExactly("orders.shop:8080");
    }
  }

  @Test
  void tlsIsToldTheHostOfTheUrl() throws IOException {
    Tls tls = new Tls(Pods.HOST);
    try (Pods pods = new Pods().start(1, tls)) {
      Calls.get(tls.trust(pods.client()).build(), "https://" + Pods.HOST + "/");

      assertThat(Pods.requests(pods.servers.get(0)).get(0).getHandshakeServerNames())
          .containsExactly(Pods.HOST);
    }
  }

  /** JSSE sends no name of one label, as without Fairlead; the certificate is verified for it. */
  @Test
  void aHostOfOneLabelIsVerifiedThoughTlsIsNotToldIt() throws IOException {
    Tls tls = new Tls("orders");
    try (Pods pods = new Pods().start(1, tls)) {
      assertThat(Calls.get(tls.trust(pods.client()).build(), "https://orders/"))
          .isEqualTo("orders-0");
      assertThat(Pods.requests(pods.servers.get(0)).get(0).getHandshakeServerNames()).isEmpty();
    }
  }

  @Test
  void theUrlOfTheResponseIsTheOneAskedFor() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      OkHttpClient client = pods.client().build();
      Request request = new Request.Builder().url(Pods.URL + "path?query=1").build();
      try (Response response = client.newCall(request).execute()) {
        assertThat(response.request().url()).hasToString(Pods.URL + "path?query=1");
        assertThat(response.request().header("Host")).isNull();
      }
    }
  }

  @Test
  void theTagOfACallTellsWhereItWent() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      Call call = pods.client().build().newCall(new Request.Builder().url(Pods.URL).build());
      assertThat(SelectedEndpoint.of(call)).isNull();
      call.execute().close();

      int port = pods.servers.get(0).getPort();
      assertThat(SelectedEndpoint.of(call))
          .satisfies(
              selected -> assertThat(selected.endpoint()).hasToString("127.0.7.1:" + port),
              selected -> assertThat(selected.target()).isEqualTo(Pods.ORDERS))
          .hasToString("pod orders-0 at 127.0.7.1:" + port + " of orders.shop:80");
    }
  }

  @Test
  void eventsShowThePodByNameAndThePortOfTheUrl() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      Calls.get(pods.client().eventListener(connections).build(), Pods.URL);

      InetSocketAddress shown = connections.all().get(0).route().socketAddress();
      assertThat(shown.getHostString()).isEqualTo("orders-0");
      assertThat(shown.getAddress().getHostAddress()).isEqualTo("127.0.7.1");
      assertThat(shown.getPort()).isEqualTo(80);
      assertThat(connections.all().get(0).socket().getRemoteSocketAddress())
          .isEqualTo(pods.servers.get(0).getSocketAddress());
    }
  }
}
