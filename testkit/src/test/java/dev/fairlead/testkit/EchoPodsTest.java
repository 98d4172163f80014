package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EchoPodsTest {
  private static final int PORT = 9876;

  private final EchoPods pods = EchoPods.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    pods.close();
  }

  @Test
  void anAnswerSaysWhoGaveIt() throws Exception {
    EchoPod pod = pods.add("orders-1", "worker-1", "zone-a", PORT);
    HttpResponse<String> response = get(pod, "/pay");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode echo = ApiClient.parse(response.body());
    assertThat(echo)
        .isEqualTo(
            ApiClient.parse(
                """
                {"pod":"orders-1","node":"worker-1","zone":"zone-a",
                 "count":1,"path":"/pay","method":"GET"}
                """));
    assertThat(pod.served()).isEqualTo(1);
    assertThat(pod.uid()).isEqualTo(PodUid.of("orders-1"));
  }

  @Test
  void podsHaveAddressesOfTheirOwnAndOnePort() throws Exception {
    List<EchoPod> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(pods.add("p" + i, "worker-1", "zone-a", PORT));
    }
    assertThat(pods.all()).isEqualTo(many);
    for (EchoPod pod : many) {
      assertThat(ApiClient.parse(get(pod, "/").body()).path("pod").asText()).isEqualTo(pod.name());
    }
    assertThat(many).extracting(pod -> pod.address() + ":" + pod.port()).doesNotHaveDuplicates();
  }

  @Test
  void aStoppedPodRefusesAloneAndComesBackOnItsAddress() throws Exception {
    EchoPod stopped = pods.add("a", "worker-1", "zone-a", PORT);
    EchoPod other = pods.add("b", "worker-1", "zone-a", PORT);
    String address = stopped.address();
    get(stopped, "/");
    stopped.stop();
    stopped.stop();
    assertThatThrownBy(() -> get(stopped, "/")).isInstanceOf(ConnectException.class);
    assertThat(get(other, "/").statusCode()).isEqualTo(200);
    stopped.start();
    stopped.start();
    assertThat(get(stopped, "/").statusCode()).isEqualTo(200);
    assertThat(stopped.address()).isEqualTo(address);
    assertThat(stopped.served()).isEqualTo(2);
  }

  @Test
  void aRequestChoosesStatusAndDelay() throws Exception {
    EchoPod pod = pods.add("a", "worker-1", "zone-a", PORT);
    assertThat(get(pod, "/?status=503").statusCode()).isEqualTo(503);
    assertThat(get(pod, "/?status=204").body()).isEmpty();
    assertThat(get(pod, "/?status=abc").statusCode()).isEqualTo(400);
    long start = System.nanoTime();
    assertThat(get(pod, "/?delay-ms=120&other=x").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(119));
  }

  @Test
  void aBodyDoesNotCostTheConnection() throws Exception {
    EchoPod pod = pods.add("a", "worker-1", "zone-a", PORT);
    HttpRequest post =
        HttpRequest.newBuilder(uri(pod, "/"))
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)))
            .build();
    HttpResponse<String> response = http.send(post, BodyHandlers.ofString());
    assertThat(ApiClient.parse(response.body()).path("method").asText()).isEqualTo("POST");
    assertThat(response.headers().firstValue("Connection")).isEmpty();
  }

  @Test
  void podsAreFoundByAddress() {
    EchoPod pod = pods.add("a", "worker-1", "zone-a", 0);
    assertThat(pods.byAddress(pod.address())).isSameAs(pod);
    assertThat(pod.port()).isPositive();
    assertThatThrownBy(() -> pods.byAddress("192.0.2.1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void closedPodsRefuseAndNoneCanBeAdded() {
    EchoPod pod = pods.add("a", "worker-1", "zone-a", PORT);
    pods.close();
    assertThatThrownBy(() -> get(pod, "/")).isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> pods.add("b", "worker-1", "zone-a", PORT))
        .isInstanceOf(IllegalStateException.class);
  }

  private HttpResponse<String> get(EchoPod pod, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(pod, path)).timeout(Duration.ofSeconds(60)).build(),
        BodyHandlers.ofString());
  }

  private static URI uri(EchoPod pod, String path) {
    return URI.create("http://" + pod.address() + ":" + pod.port() + path);
  }
}
