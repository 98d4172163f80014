package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.Soon;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Server-sent events and WebSockets are balanced, and count until they end, without a latency. */
class StreamsTest {

  private static void assertEnded(Pods pods, Outcome outcome) {
    Soon.asserted(() -> assertThat(pods.outcomes()).isEqualTo(Map.of(outcome, 1L)));
    assertThat(pods.inFlight()).isZero();
  }

  /** Two events, the second when the tap is opened. */
  private static Tap serveEvents(Pods pods) {
    Tap tap = pods.closeLater(new Tap("data: one\n\n", "data: two\n\n"));
    MockResponse.Builder answer =
        new MockResponse.Builder().addHeader("Content-Type", "text/event-stream").body(tap);
    pods.servers.get(0).setDispatcher(Answers.to(request -> answer));
    return tap;
  }

  private static EventSource openEvents(OkHttpClient client, Queue<String> heard) {
    Request request = new Request.Builder().url(Pods.URL).build();
    return EventSources.createFactory((okhttp3.Call.Factory) client)
        .newEventSource(
            request,
            new EventSourceListener() {
              @Override
              public void onEvent(
                  EventSource source, @Nullable String id, @Nullable String type, String data) {
                heard.add(data);
              }

              @Override
              public void onClosed(EventSource source) {
                heard.add("closed");
              }
            });
  }

  @Test
  void eventsCountUntilTheServerEndsThem() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods().start(1)) {
      Tap tap = serveEvents(pods);
      openEvents(pods.client().build(), heard);
      Soon.asserted(() -> assertThat(heard).containsExactly("one"));
      assertThat(pods.inFlight()).isEqualTo(1);
      tap.open();

      Soon.asserted(() -> assertThat(heard).containsExactly("one", "two", "closed"));
      assertEnded(pods, Outcome.SUCCESS);
    }
  }

  /** The same answer; {@code reading} runs before each read of its body. */
  private static Response noting(Response response, Runnable reading) {
    ResponseBody body = response.body();
    Source noted =
        new ForwardingSource(body.source()) {
          @Override
          public long read(Buffer sink, long bytes) throws IOException {
            reading.run();
            return super.read(sink, bytes);
          }
        };
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(noted), body.contentType(), body.contentLength()))
        .build();
  }

  @Test
  void eventsCountUntilTheUserHasHeardEnough() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods().start(1)) {
      serveEvents(pods);
      AtomicBoolean waits = new AtomicBoolean();
      OkHttpClient client =
          pods.client()
              .addNetworkInterceptor(
                  chain ->
                      noting(chain.proceed(chain.request()), () -> waits.set(!heard.isEmpty())))
              .build();
      EventSource source = openEvents(client, heard);

      // Who cancels before the reader asks for more ends the answer as one that was read.
      Soon.until(waits::get);
      assertThat(heard).containsExactly("one");
      source.cancel();
      assertEnded(pods, Outcome.CANCELLED);
    }
  }

  /** The first twenty answers teach nothing of an endpoint, stream or not. */
  @Test
  void whatAStreamTakesIsNoLatency() throws IOException {
    Dispatcher events =
        Answers.to(
            request ->
                new MockResponse.Builder()
                    .addHeader("Content-Type", "text/event-stream; charset=utf-8")
                    .body("data: one\n\n"));
    try (Pods pods = new Pods().start(1, server -> server.setDispatcher(events))) {
      OkHttpClient client = pods.client().build();
      Calls.answers(client, Pods.URL, 25);
      assertThat(latency(pods)).isNull();

      pods.servers.get(0).setDispatcher(Answers.always("no stream"));
      Calls.answers(client, Pods.URL, 25);
      assertThat(latency(pods)).isNotNull();
    }
  }

  private static @Nullable Duration latency(Pods pods) {
    return pods.fairlead.loadBalancer(Pods.ORDERS).report().endpoints().get(0).latency();
  }

  /** Says what it hears, after its own name. */
  private static void serveEcho(MockWebServer server) {
    WebSocketListener echo =
        new WebSocketListener() {
          @Override
          public void onMessage(WebSocket socket, String text) {
            socket.send(server.getPort() + " " + text);
          }

          @Override
          public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, reason);
          }
        };
    server.setDispatcher(Answers.to(request -> new MockResponse.Builder().webSocketUpgrade(echo)));
  }

  private static WebSocket open(OkHttpClient client, Queue<String> heard) {
    return client.newWebSocket(
        new Request.Builder().url("ws://orders.shop/").build(),
        new WebSocketListener() {
          @Override
          public void onMessage(WebSocket socket, String text) {
            heard.add(text);
          }

          @Override
          public void onClosed(WebSocket socket, int code, String reason) {
            heard.add("closed");
          }

          @Override
          public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
            heard.add("failed");
          }
        });
  }

  @Test
  void webSocketsAreSpread() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods().start(2)) {
      pods.servers.forEach(StreamsTest::serveEcho);
      OkHttpClient client = pods.client().build();
      List<WebSocket> sockets = List.of(open(client, heard), open(client, heard));
      sockets.forEach(socket -> socket.send("hello"));

      Soon.asserted(
          () ->
              assertThat(heard)
                  .containsExactlyInAnyOrder(
                      pods.servers.get(0).getPort() + " hello",
                      pods.servers.get(1).getPort() + " hello"));
      assertThat(pods.inFlight()).isEqualTo(2);
      sockets.forEach(WebSocket::cancel);
      Soon.asserted(() -> assertThat(pods.inFlight()).isZero());
    }
  }

  @Test
  void aWebSocketCountsUntilItIsClosed() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods().start(1)) {
      serveEcho(pods.servers.get(0));
      WebSocket socket = open(pods.client().build(), heard);
      socket.send("hello");
      Soon.until(() -> !heard.isEmpty());
      assertThat(pods.inFlight()).isEqualTo(1);
      socket.close(1000, "enough");

      Soon.asserted(() -> assertThat(heard).contains("closed"));
      assertEnded(pods, Outcome.SUCCESS);
    }
  }

  @Test
  void aWebSocketThatIsCancelledBlamesNobody() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods().start(1)) {
      serveEcho(pods.servers.get(0));
      WebSocket socket = open(pods.client().build(), heard);
      socket.send("hello");
      Soon.until(() -> !heard.isEmpty());
      socket.cancel();

      Soon.asserted(() -> assertThat(heard).contains("failed"));
      Soon.asserted(
          () ->
              assertThat(pods.outcomes().keySet())
                  .hasSize(1)
                  .isSubsetOf(Outcome.SUCCESS, Outcome.CANCELLED));
      assertThat(pods.inFlight()).isZero();
    }
  }

  @Test
  void aWebSocketGoesRoundAPodThatRefuses() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try (Pods pods = new Pods()) {
      pods.addClosed();
      serveEcho(pods.add(server -> {}));
      pods.publish();
      OkHttpClient client = pods.client().build();
      List<WebSocket> sockets = List.of(open(client, heard), open(client, heard));
      sockets.forEach(socket -> socket.send("hello"));

      Soon.asserted(() -> assertThat(heard).hasSize(2).doesNotContain("failed"));
      assertThat(pods.outcomes()).containsOnlyKeys(Outcome.CONNECT_FAILURE);
      sockets.forEach(WebSocket::cancel);
    }
  }
}
