package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EchoPodModesTest {
  private final EchoPods pods = EchoPods.start();
  private final EchoPod pod = pods.add("a", "worker-1", "zone-a", 9876);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    pods.close();
  }

  @Test
  void aFailingPodAnswersItsErrorUntilItIsHealthy() throws Exception {
    pod.failing(503);
    HttpResponse<String> response = get("/pay");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(ApiClient.parse(response.body()).path("pod").asText()).isEqualTo("a");
    pod.healthy();
    assertThat(get("/pay").statusCode()).isEqualTo(200);
    assertThat(pod.served()).isEqualTo(2);
  }

  @Test
  void aSlowPodWaitsBeforeItAnswers() throws Exception {
    pod.slow(Duration.ofMillis(120));
    long start = System.nanoTime();
    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(119));
  }

  @Test
  void aPodMadeHealthyAnswersWhileAnEarlierRequestStillWaits() throws Exception {
    pod.slow(Duration.ofDays(1));
    CompletableFuture<HttpResponse<String>> waiting =
        http.sendAsync(request("/"), BodyHandlers.ofString());
    while (pod.served() == 0) {
      Thread.onSpinWait(); // until @Timeout
    }
    pod.healthy();
    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(waiting).isNotDone();
  }

  @Test
  void theLastModeCountsAlone() throws Exception {
    pod.slow(Duration.ofDays(1));
    pod.failing(500);
    assertThat(get("/").statusCode()).isEqualTo(500);
  }

  @Test
  void whatARequestAsksForComesBeforeTheModeOfThePod() throws Exception {
    pod.failing(503);
    assertThat(get("/?status=201").statusCode()).isEqualTo(201);
    pod.slow(Duration.ofDays(1));
    assertThat(get("/?delay-ms=0").statusCode()).isEqualTo(200);
  }

  @Test
  void aResettingPodTakesTheRequestAndResetsTheConnection() throws Exception {
    pod.resetting();
    try (Socket socket = new Socket(pod.address(), pod.port())) {
      socket.getOutputStream().write("GET / HTT".getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThatThrownBy(() -> get("/"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ConnectException.class);
    assertThat(pod.served()).isZero();
  }

  @Test
  void aPodThatBeginsToResetCutsTheRequestsUnderWay() {
    pod.slow(Duration.ofDays(1));
    CompletableFuture<HttpResponse<String>> waiting =
        http.sendAsync(request("/"), BodyHandlers.ofString());
    while (pod.served() == 0) {
      Thread.onSpinWait(); // until @Timeout
    }
    pod.resetting();
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aPodComesBackFromResettingOnItsAddress() throws Exception {
    get("/");
    for (int i = 0; i < 20; i++) {
      pod.resetting();
      assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
      pod.healthy();
      assertThat(get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aStoppedPodKeepsItsModeForItsStart() throws Exception {
    pod.stop();
    pod.resetting();
    assertThatThrownBy(() -> get("/")).isInstanceOf(ConnectException.class);
    pod.start();
    assertThatThrownBy(() -> get("/"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ConnectException.class);
    pod.stop();
    assertThatThrownBy(() -> get("/")).isInstanceOf(ConnectException.class);
    pod.failing(500);
    pod.start();
    assertThat(get("/").statusCode()).isEqualTo(500);
  }

  @Test
  void aResettingPodIsClosedWithTheOthers() throws Exception {
    pod.resetting();
    try (Socket idle = new Socket(pod.address(), pod.port())) {
      pods.close();
      assertThat(readOrReset(idle)).isEqualTo(-1);
    }
    assertThatThrownBy(() -> get("/")).isInstanceOf(ConnectException.class);
  }

  @Test
  void onlyPossibleModesAreTaken() {
    assertThatThrownBy(() -> pod.failing(200))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200");
    assertThatThrownBy(() -> pod.slow(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }

  /** An end of the connection is one, with RST or without. */
  private static int readOrReset(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + pod.address() + ":" + pod.port() + path))
        .build();
  }
}
