package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Connection;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.connection.RealConnection;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;

/** A pod ends before Kubernetes says so, and clients hold connections to it. */
class GonePodTest {
  private static final List<Protocol> H2C = List.of(Protocol.H2_PRIOR_KNOWLEDGE);

  @Test
  void getsOverKeptConnectionsAllSucceed() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      assertOthersServe(pods, pods.client().build());
    }
  }

  @Test
  void soDoThoseOverHttp2() throws IOException {
    try (Pods pods = new Pods().start(2, server -> server.setProtocols(H2C))) {
      assertOthersServe(pods, pods.client().protocols(H2C).build());
    }
  }

  private static void assertOthersServe(Pods pods, OkHttpClient client) throws IOException {
    Calls.answers(client, Pods.URL, 2);
    Servers.end(pods.servers.get(0));

    assertThat(Calls.answers(client, Pods.URL, 20)).containsOnlyKeys("orders-1");
    assertThat(pods.outcomes()).containsKey(Outcome.CONNECT_FAILURE);
    assertThat(pods.inFlight()).isZero();
  }

  /**
   * It may have been processed: nobody can know. The next one finds that there is no connection,
   * and that goes elsewhere.
   */
  @Test
  void aPostOverAConnectionThatBreaksFailsOnceAndIsNotMadeTwice() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      Connections connections = new Connections();
      OkHttpClient client = pods.client().eventListener(connections).build();
      Calls.answers(client, Pods.URL, 2);
      Servers.end(pods.servers.get(0));
      connections.all().forEach(GonePodTest::seemsFresh);

      List<String> answers = new ArrayList<>();
      int failures = 0;
      for (int i = 0; i < 6; i++) {
        try {
          answers.add(post(client));
        } catch (IOException e) {
          failures++;
        }
      }
      assertThat(failures).isEqualTo(1);
      assertThat(answers).hasSize(5).containsOnly("orders-1");
      assertThat(Pods.requests(pods.servers.get(1))).hasSize(1 + 5);
    }
  }

  /** One that was idle for ten seconds would be looked at first, and found to be broken. */
  private static void seemsFresh(Connection connection) {
    long later = System.nanoTime() + Duration.ofHours(1).toNanos();
    ((RealConnection) connection).setIdleAtNs(later);
  }

  private static String post(OkHttpClient client) throws IOException {
    Request request = new Request.Builder().url(Pods.URL).post(new OneShot()).build();
    try (Response response = client.newCall(request).execute()) {
      return response.body().string();
    }
  }

  private static final class OneShot extends RequestBody {
    @Override
    public MediaType contentType() {
      return MediaType.get("text/plain");
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeUtf8("once");
    }
  }

  /** The pod may have done it, and it may be no good to do it twice. */
  @Test
  void aPostThatWasSentToAPodThatThenEndedIsNotRepeatedElsewhere() throws IOException {
    Listeners listeners = new Listeners();
    try (Pods pods = new Pods().start(2, server -> server.setServerSocketFactory(listeners))) {
      OkHttpClient client = pods.client().build();
      Calls.answers(client, Pods.URL, 2);
      pods.servers.get(0).setDispatcher(ending(() -> listeners.close(0)));
      pods.servers.get(1).setDispatcher(ending(() -> listeners.close(1)));

      assertThatThrownBy(() -> post(client)).isInstanceOf(IOException.class);
      assertThat(pods.servers)
          .extracting(server -> posts(server))
          .containsExactlyInAnyOrder(0L, 1L);
    }
  }

  private static long posts(MockWebServer server) {
    return Pods.requests(server).stream()
        .filter(request -> request.getMethod().equals("POST"))
        .count();
  }

  /** A GET may be: the kept connection broke, and the pod takes no other. */
  @Test
  void aGetThatWasIsRepeatedElsewhere() throws IOException {
    Listeners listeners = new Listeners();
    try (Pods pods = new Pods().start(2, server -> server.setServerSocketFactory(listeners))) {
      OkHttpClient client = pods.client().build();
      Calls.answers(client, Pods.URL, 2);
      pods.servers.get(0).setDispatcher(ending(() -> listeners.close(0)));

      assertThat(Calls.answers(client, Pods.URL, 6)).containsOnlyKeys("orders-1");
      assertThat(pods.outcomes())
          .as("what is known last of the pod is that it takes no connection")
          .containsKey(Outcome.CONNECT_FAILURE)
          .doesNotContainKey(Outcome.SERVER_FAILURE);
    }
  }

  /** Reads a request, listens no more, and hangs up. */
  private static Dispatcher ending(Runnable stopListening) {
    return Answers.to(
        request -> {
          stopListening.run();
          return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket());
        });
  }
}
