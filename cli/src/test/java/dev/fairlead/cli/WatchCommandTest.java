package dev.fairlead.cli;

import static dev.fairlead.cli.Cli.assertWrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchCommandTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private final FakeKubernetes kubernetes = FakeKubernetes.start();

  @BeforeEach
  void aServiceWithTwoPods() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    endpoints(1, 2);
  }

  @AfterEach
  void close() {
    kubernetes.close();
  }

  private void endpoints(Integer... numbers) {
    kubernetes.endpoints(
        "shop", "orders", Arrays.stream(numbers).map(WatchCommandTest::pod).toList());
  }

  private static SliceEndpoint pod(int number) {
    return SliceEndpoint.of("10.1.0." + number, "node-" + number, "zone-a", "orders-" + number)
        .withPort("http", 8080);
  }

  private Running watch(String... more) {
    String[] args = new String[more.length + 5];
    args[0] = "watch";
    args[1] = "--kubeconfig";
    args[2] = Kubeconfigs.write(directory, kubernetes.uri());
    args[3] = "--node=node-1";
    args[4] = "--zone=zone-a";
    System.arraycopy(more, 0, args, 5, more.length);
    return new Running(args);
  }

  private static void awaitOut(Running running, String text) {
    await().atMost(SOON).untilAsserted(() -> assertThat(masked(running.out())).contains(text));
  }

  /** With the times and versions of the day taken out. */
  private static String masked(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z", "TIME")
        .replaceAll("resourceVersion \\d+", "resourceVersion N");
  }

  @Test
  void theFirstChangeIsTheFirstAnswerAndEachOtherSaysWhatCameAndWent() {
    try (Running running = watch("orders:http")) {
      awaitOut(
          running,
          """
          TIME  orders.shop:http  2 endpoints by CLUSTER  resourceVersion N  live
            + 10.1.0.1:8080  orders-1  node-1  zone-a
            + 10.1.0.2:8080  orders-2  node-2  zone-a
          """);
      endpoints(2, 3);
      awaitOut(
          running,
          """
          TIME  orders.shop:http  2 endpoints by CLUSTER  resourceVersion N  live
            - 10.1.0.1:8080  orders-1  node-1  zone-a
            + 10.1.0.3:8080  orders-3  node-3  zone-a
          """);
      assertThat(running.end()).isZero();
      assertThat(running.out()).doesNotContain("closed");
    }
  }

  @Test
  void aSetThatBecomesEmptySaysTheReasonAndTheNextMove() {
    try (Running running = watch("orders.shop:http")) {
      awaitOut(running, "2 endpoints by CLUSTER");
      endpoints();
      awaitOut(
          running,
          """
          TIME  orders.shop:http  no endpoint, NO_ENDPOINTS  resourceVersion N  live
            No endpoint for orders.shop:http: Service shop/orders has no usable endpoint (0 ready, 0\
           draining, 0 not ready). See which pods its selector matches and whether they are ready:\
           kubectl get endpointslices -n shop -l kubernetes.io/service-name=orders
            - 10.1.0.1:8080  orders-1  node-1  zone-a
            - 10.1.0.2:8080  orders-2  node-2  zone-a
          """);
      assertThat(running.end()).isEqualTo(1);
    }
  }

  @Test
  void jsonIsOneObjectOnEachLineWithEveryField() throws IOException {
    try (Running running = watch("orders:http", "absent", "-o", "json")) {
      await().atMost(SOON).untilAsserted(() -> assertThat(running.out()).hasLineCount(2));
      running.end();

      JsonNode orders = line(running.out(), "orders.shop:http");
      assertThat(masked(orders.get("time").asText())).isEqualTo("TIME");
      assertThat(orders.get("resourceVersion").asText()).matches("\\d+");
      assertThat(orders.get("added").toString()).isEqualTo("[\"10.1.0.1:8080\",\"10.1.0.2:8080\"]");
      assertThat(orders.get("removed")).isEmpty();
      assertThat(orders.get("endpoints").asInt()).isEqualTo(2);
      assertThat(orders.get("tier").asText()).isEqualTo("CLUSTER");
      assertThat(orders.get("reason").isNull()).isTrue();
      assertThat(orders.get("freshness").asText()).isEqualTo("live");
      assertThat(orders.get("trouble").isNull()).isTrue();
      JsonNode absent = line(running.out(), "absent.shop");
      assertThat(absent.get("reason").asText()).isEqualTo("SERVICE_NOT_FOUND");
      assertThat(absent.get("tier").isNull()).isTrue();
    }
  }

  private static JsonNode line(String out, String target) throws IOException {
    for (String line : out.lines().toList()) {
      JsonNode json = JSON.readTree(line);
      if (json.get("target").asText().equals(target)) {
        return json;
      }
    }
    throw new AssertionError("no line of " + target + " in " + out);
  }

  @Test
  void itEndsByItselfWhenItsTimeIsOver() {
    kubernetes.stop();
    String file = Kubeconfigs.write(directory, kubernetes.uri());

    assertThat(Cli.run("watch", "orders", "--kubeconfig", file, "--for", "1ms").code())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "0s", "-1s", "1d", "s"})
  void aTimeThatIsNoneShowsTheForm(String time) {
    assertWrong(
        Cli.run("watch", "orders", "--for=" + time),
        "Invalid value for option '--for': '"
            + time
            + "' is no time. Expected a number above 0 and ms, s, m or h, such as 30s\n"
            + "See: fairlead watch --help\n");
  }

  @Test
  void spansHaveFourUnits() {
    assertThat(List.of(Span.parse("500ms"), Span.parse("30s"), Span.parse("5m"), Span.parse("1h")))
        .containsExactly(
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(1));
  }

  @Test
  void wrongUseIsSaidBeforeAnythingIsWatched() {
    assertWrong(
        Cli.run("watch"),
        "Missing required parameter: 'SERVICE[.NAMESPACE][:PORT]'\nSee: fairlead watch --help\n");
    assertThat(Cli.run("watch", "orders", "Orders.shop").err())
        .startsWith("Not a target: 'Orders.shop'. ");
    assertWrong(
        Cli.run("watch", "orders"),
        "Which cluster? Name one with --kubeconfig FILE [--context NAME]. In a pod its own cluster"
            + " is the default. No kubeconfig is used that is not named\n");
    assertThat(Cli.run("watch", "orders", "-o", "vector").err())
        .contains("'vector' is not one of text, json\n");
    assertThat(kubernetes.requests()).isEmpty();
  }
}
