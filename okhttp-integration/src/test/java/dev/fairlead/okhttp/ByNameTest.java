package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Mode;
import dev.fairlead.api.Route;
import dev.fairlead.api.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** What does not go to an endpoint goes as it would without Fairlead. */
class ByNameTest {
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  /** A client that finds every name at one server, the cluster IP as it were. */
  private OkHttpClient.Builder client(Pods pods, MockWebServer clusterIp) {
    return pods.client()
        .dns(
            host -> {
              asked.add(host);
              return List.of(clusterIp.getSocketAddress().getAddress());
            });
  }

  /** The Service has one port, which is that of the server which stands for its cluster IP. */
  private static String url(Pods pods, MockWebServer clusterIp) {
    pods.kubernetes.service("shop", "orders").port("http", clusterIp.getPort()).apply();
    return "http://orders.shop:" + clusterIp.getPort() + "/";
  }

  private static Target target(MockWebServer clusterIp) {
    return Target.parse("orders.shop:" + clusterIp.getPort());
  }

  @Test
  void foreignHosts() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      MockWebServer foreign = pods.foreign("foreign");
      OkHttpClient client = client(pods, foreign).build();
      for (String host : List.of("www.example.test", "localhost", "orders.pay", "a.orders.shop")) {
        Call call = Calls.of(client, "http://" + host + ":" + foreign.getPort() + "/");
        assertThat(Calls.bodyOf(call)).isEqualTo("foreign");
        assertThat(SelectedEndpoint.of(call)).isNull();
      }
      assertThat(Calls.get(client, foreign.url("/").toString())).isEqualTo("foreign");
      assertThat(asked)
          .containsExactly("www.example.test", "localhost", "orders.pay", "a.orders.shop");
      assertThat(pods.bindings().size()).isZero();
    }
  }

  private void assertByName(UnaryOperator<FairleadBuilder> settings, Route.Cause cause)
      throws IOException {
    try (Pods pods = new Pods(settings)) {
      MockWebServer clusterIp = pods.foreign("by name");
      String url = url(pods, clusterIp);
      pods.add(server -> {});
      pods.kubernetes.endpoints("shop", "orders", pods.endpoints);
      OkHttpClient client = client(pods, clusterIp).build();

      assertThat(Calls.get(client, url)).isEqualTo("by name");
      assertThat(Pods.requests(clusterIp).get(0).getHeaders().get("Host"))
          .isEqualTo("orders.shop:" + clusterIp.getPort());
      assertThat(asked).containsExactly("orders.shop");
      assertThat(pods.fairlead.loadBalancer(target(clusterIp)).totals().byName(cause)).isEqualTo(1);
    }
  }

  @Test
  void allCallsWhenSwitchedOff() throws IOException {
    assertByName(settings -> settings.mode(Mode.OFF), Route.Cause.OFF);
  }

  @Test
  void allCallsWhenItOnlyWatches() throws IOException {
    assertByName(settings -> settings.mode(Mode.SHADOW), Route.Cause.SHADOW);
  }

  @Test
  void whatItOnlyWatchesIsCounted() throws IOException {
    try (Pods pods = new Pods(settings -> settings.mode(Mode.SHADOW))) {
      MockWebServer clusterIp = pods.foreign("by name");
      String url = url(pods, clusterIp);
      Target target = target(clusterIp);
      pods.add(server -> {});
      pods.publish(target);
      Calls.get(client(pods, clusterIp).build(), url);

      assertThat(pods.fairlead.loadBalancer(target).report().endpoints())
          .extracting(EndpointReport::shadow)
          .containsExactly(1L);
    }
  }

  @Test
  void callsThatItOnlyWatchesWithoutWaitingForTheApiServer() throws IOException {
    UnaryOperator<FairleadBuilder> patient =
        settings -> settings.mode(Mode.SHADOW).firstSyncWait(Duration.ofMinutes(5));
    try (Pods pods = new Pods(patient)) {
      MockWebServer clusterIp = pods.foreign("by name");
      String url = url(pods, clusterIp);
      pods.kubernetes.stop();
      OkHttpClient client = client(pods, clusterIp).callTimeout(Duration.ofMinutes(1)).build();

      assertThat(Calls.get(client, url)).isEqualTo("by name");
    }
  }

  @Test
  void callsThatWaitedForTheApiServerInVain() throws IOException {
    try (Pods pods = new Pods(settings -> settings.firstSyncWait(Duration.ZERO))) {
      MockWebServer clusterIp = pods.foreign("by name");
      pods.kubernetes.stop();
      String url = "http://orders.shop:" + clusterIp.getPort() + "/";

      assertThat(Calls.get(client(pods, clusterIp).build(), url)).isEqualTo("by name");
    }
  }

  @Test
  void aNameThatIsNoServiceAfterAll() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      MockWebServer other = pods.foreign("somebody else's");
      String url = "http://payments.shop:" + other.getPort() + "/";

      assertThat(Calls.get(client(pods, other).build(), url)).isEqualTo("somebody else's");
    }
  }

  @Test
  void anExternalName() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      MockWebServer other = pods.foreign("external");
      pods.kubernetes.service("shop", "mail").externalName("mail.example.test").apply();
      String url = "http://mail.shop:" + other.getPort() + "/";

      assertThat(Calls.get(client(pods, other).build(), url)).isEqualTo("external");
    }
  }

  @Test
  void allCallsAfterTheEnd() throws IOException {
    ConnectionPool own = new ConnectionPool();
    try (Pods pods = new Pods()) {
      MockWebServer clusterIp = pods.foreign("by name");
      String url = url(pods, clusterIp);
      pods.add(server -> {});
      pods.publish(target(clusterIp));
      OkHttpClient client = client(pods, clusterIp).connectionPool(own).build();
      assertThat(Calls.get(client, url)).isEqualTo("orders-0");
      pods.fairlead.close();

      assertThat(Calls.get(client, url)).isEqualTo("by name");
      assertThat(asked).containsExactly("orders.shop");
      assertThat(own.connectionCount()).isEqualTo(1);
      own.evictAll();
    }
  }

  @Test
  void installingTwiceIsRefused() {
    try (Pods pods = new Pods()) {
      OkHttpClient.Builder once = pods.client();
      OkHttpClient.Builder again = once.build().newBuilder();

      assertThatThrownBy(() -> FairleadOkHttp.install(once, pods.fairlead))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("installed in this client already");
      assertThatThrownBy(() -> FairleadOkHttp.install(again, pods.fairlead))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("installed in this client already");
    }
  }

  @Test
  void installingAClosedOneIsRefused() {
    Pods pods = new Pods();
    pods.close();
    assertThatThrownBy(pods::client).isInstanceOf(IllegalStateException.class);
  }
}
