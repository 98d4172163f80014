package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.fakes.Soon;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.BufferedSource;
import org.junit.jupiter.api.Test;

/** Connections to endpoints that left are closed, as soon as nobody uses them. */
class EvictionTest {

  private static void leave(Pods pods, int number) {
    pods.endpoints.remove(number);
    pods.publish();
  }

  @Test
  void anIdleOneIsClosedAtOnceAndTheOthersStay() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(2)) {
      OkHttpClient client = pods.client().eventListener(connections).build();
      Calls.answers(client, Pods.URL, 2);
      assertThat(connections.open()).hasSize(2);
      leave(pods, 0);

      Soon.asserted(() -> assertThat(connections.open()).hasSize(1));
      assertThat(connections.open().get(0).route().socketAddress().getHostString())
          .isEqualTo("orders-1");
      assertThat(pods.bindings().size()).isEqualTo(1);
      assertThat(Calls.answers(client, Pods.URL, 4)).isEqualTo(Map.of("orders-1", 4));
      assertThat(connections.all()).hasSize(2);
    }
  }

  @Test
  void oneInUseIsClosedAfterItsAnswer() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      Tap tap = pods.closeLater(new Tap("first", "second"));
      pods.servers
          .get(0)
          .setDispatcher(Answers.to(request -> new MockResponse.Builder().body(tap)));
      OkHttpClient client = pods.client().eventListener(connections).build();
      try (Response response = Calls.of(client, Pods.URL).execute()) {
        BufferedSource body = response.body().source();
        assertThat(body.readUtf8(5)).isEqualTo("first");
        pods.add(server -> {});
        leave(pods, 0);
        Soon.until(() -> pods.bindings().size() == 0);
        assertThat(connections.open()).hasSize(1);
        tap.open();

        assertThat(body.readUtf8()).isEqualTo("second");
      }
      Soon.asserted(() -> assertThat(connections.open()).isEmpty());
    }
  }

  /** The endpoint leaves between the choice and the connection. */
  @Test
  void oneThatIsMadeLateIsClosedAfterItsAnswer() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      Interceptor late =
          chain -> {
            pods.kubernetes.endpoints("shop", "orders", List.of());
            Soon.until(() -> pods.bindings().size() == 0);
            return chain.proceed(chain.request());
          };
      OkHttpClient client = pods.client().addInterceptor(late).eventListener(connections).build();

      assertThat(Calls.get(client, Pods.URL)).isEqualTo("orders-0");
      assertThat(connections.all()).hasSize(1);
      Soon.asserted(() -> assertThat(connections.open()).isEmpty());
    }
  }

  @Test
  void anotherPodAtTheSameAddressIsNotCalledOverTheConnectionsOfTheFormer() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      OkHttpClient client = pods.client().eventListener(connections).build();
      Calls.get(client, Pods.URL);
      pods.endpoints.set(0, pods.endpoints.get(0).withUid("another-uid"));
      pods.publish();
      Soon.until(() -> pods.bindings().size() == 0);

      assertThat(Calls.get(client, Pods.URL)).isEqualTo("orders-0");
      assertThat(connections.all()).hasSize(2);
      Soon.asserted(() -> assertThat(connections.open()).hasSize(1));
      assertThat(connections.all().get(0).socket().isClosed()).isTrue();
    }
  }

  @Test
  void norIsTheSamePodThatWasAway() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      OkHttpClient client = pods.client().eventListener(connections).build();
      Calls.get(client, Pods.URL);
      pods.kubernetes.endpoints("shop", "orders", List.of());
      Soon.asserted(() -> assertThat(connections.open()).isEmpty());
      pods.publish();

      assertThat(Calls.get(client, Pods.URL)).isEqualTo("orders-0");
      assertThat(connections.all()).hasSize(2);
      assertThat(connections.open()).hasSize(1);
    }
  }

  @Test
  void aPodThatIsOnlyNotReadyAnyMoreIsLeftToo() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(2)) {
      OkHttpClient client = pods.client().eventListener(connections).build();
      Calls.answers(client, Pods.URL, 2);
      pods.endpoints.set(0, pods.endpoints.get(0).notReady());
      pods.kubernetes.endpoints("shop", "orders", pods.endpoints);

      Soon.asserted(() -> assertThat(connections.open()).hasSize(1));
      assertThat(Calls.answers(client, Pods.URL, 4)).isEqualTo(Map.of("orders-1", 4));
    }
  }

  @Test
  void aServerThatClosesAfterEachAnswerLeavesNoneOpen() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      pods.servers
          .get(0)
          .setDispatcher(
              Answers.to(
                  request ->
                      new MockResponse.Builder().addHeader("Connection", "close").body("closed")));
      OkHttpClient client = pods.client().eventListener(connections).build();
      Calls.answers(client, Pods.URL, 20);

      assertThat(connections.all()).hasSize(20);
      assertThat(connections.open()).isEmpty();
      assertThat(pods.bindings().size()).isEqualTo(1);
      assertThat(pods.inFlight()).isZero();
    }
  }

  @Test
  void theEndOfFairleadClosesThemAll() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(2)) {
      OkHttpClient client = pods.client().eventListener(connections).build();
      Calls.answers(client, Pods.URL, 2);
      assertThat(connections.open()).hasSize(2);
      pods.fairlead.close();

      Soon.asserted(() -> assertThat(connections.open()).isEmpty());
    }
  }

  @Test
  void anAnswerUnderWayOutlivesFairlead() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      Tap tap = pods.closeLater(new Tap("first", "second"));
      pods.servers
          .get(0)
          .setDispatcher(Answers.to(request -> new MockResponse.Builder().body(tap)));
      OkHttpClient client = pods.client().eventListener(connections).build();
      try (Response response = Calls.of(client, Pods.URL).execute()) {
        pods.fairlead.close();
        tap.open();
        assertThat(response.body().string()).isEqualTo("firstsecond");
      }
      Soon.asserted(() -> assertThat(connections.open()).isEmpty());
    }
  }
}
