package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services";
  private static final int PATIENCE_MILLIS = (int) WatchReader.PATIENCE.toMillis();

  private final FakeKubernetes kubernetes = FakeKubernetes.builder().watchQueue(5).start();

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Test
  void fiftyWatchesShareOneHttp2ConnectionAndAllHearInOrder() {
    ApiClient api = new ApiClient(kubernetes.uri(), HttpClient.Version.HTTP_2);
    api.ok(SERVICES);
    List<WatchReader> watches = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      watches.add(api.watch(SERVICES));
    }
    for (int i = 0; i < 20; i++) {
      kubernetes.service("shop", "s" + i).apply();
      for (WatchReader watch : watches) {
        assertThat(watch.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(watch.nextShort()).isEqualTo("ADDED s" + i);
      }
    }
    assertThat(kubernetes.connections()).isEqualTo(1);
    watches.forEach(WatchReader::close);
  }

  @Test
  void aWatchThatIsCancelledOrEndedIsForgotten() {
    ApiClient api = new ApiClient(kubernetes.uri(), HttpClient.Version.HTTP_2);
    api.ok(SERVICES);
    WatchReader ended = api.watch(SERVICES);
    kubernetes.dropWatches();
    ended.awaitEnd();
    WatchReader cancelled = api.watch(SERVICES);
    assertThat(kubernetes.openWatches("*")).isPositive();
    cancelled.close();
    while (kubernetes.openWatches("*") > 0) {
      api.ok("/version"); // until @Timeout: requests follow the cancellation on its connection
    }
  }

  @Test
  void aReaderThatDoesNotReadIsEndedCleanly() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), kubernetes.uri().getPort()));
      socket.setSoTimeout(PATIENCE_MILLIS);
      send(socket, "GET " + SERVICES + "?watch=1 HTTP/1.1\r\nHost: test\r\n\r\n");
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String text = "x".repeat(1 << 20);
      kubernetes.service("shop", "s0").annotation("a", text).apply();
      // The stream is under way: from here on it is the reader who is slow.
      String begun = readTo(in, "\"s0\"");
      for (int i = 1; i < 30; i++) {
        kubernetes.service("shop", "s" + i).annotation("a", text).apply();
      }
      // What was on its way arrives whole, then the last chunk: none of the 30 MB is torn.
      String body = begun + readTo(in, "\r\n0\r\n\r\n");
      assertThat(body).doesNotContain("\"s29\"").endsWith("\r\n0\r\n\r\n");
    }
  }

  @Test
  void aStoppedServerCutsItsWatchesAndRefusesConnections() {
    for (HttpClient.Version version : HttpClient.Version.values()) {
      ApiClient api = new ApiClient(kubernetes.uri(), version);
      api.ok(SERVICES);
      WatchReader watch = api.watch(SERVICES);
      kubernetes.stop();
      assertThat(watch.awaitFailure()).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> api.get(SERVICES)).hasRootCauseInstanceOf(IOException.class);
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      kubernetes.restart();
      assertThat(api.get(SERVICES).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRestartKeepsObjectsAndForgetsEvents() {
    ApiClient api = ApiClient.of(kubernetes);
    String start = api.version(SERVICES);
    kubernetes.service("shop", "a").apply();
    String current = api.version(SERVICES);
    kubernetes.restart();

    assertThat(api.names(SERVICES)).containsExactly("a");
    assertThat(api.version(SERVICES)).isEqualTo(current);
    try (WatchReader old = api.watch(SERVICES + "?resourceVersion=" + start);
        WatchReader fresh = api.watch(SERVICES + "?resourceVersion=" + current)) {
      assertThat(old.next().at("/object/code").asInt()).isEqualTo(410);
      kubernetes.service("shop", "b").apply();
      assertThat(fresh.nextShort()).isEqualTo("ADDED b");
    }
  }

  @Test
  void aWebSocketAttemptIsAnsweredAtOnceWithNothing() throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      send(
          socket,
          "GET "
              + SERVICES
              + "?watch=1 HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\n"
              + "Upgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n\r\n");
      StringBuilder head = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      assertThat(head.toString()).startsWith("HTTP/1.1 200").containsIgnoringCase("length: 0");
      assertThat(kubernetes.requests()).isEmpty();
    }
  }

  @Test
  void closingTwiceIsClosingAndAClosedOneDoesNotRestart() {
    kubernetes.close();
    kubernetes.close();
    assertThatThrownBy(kubernetes::restart).isInstanceOf(IllegalStateException.class);
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), kubernetes.uri().getPort());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads until the text read ends with {@code end}. */
  private static String readTo(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end, text.length() - end.length()) < 0) {
      int read = in.read();
      assertThat(read).as("a byte before the end of the stream").isNotNegative();
      text.append((char) read);
    }
    return text.toString();
  }
}
