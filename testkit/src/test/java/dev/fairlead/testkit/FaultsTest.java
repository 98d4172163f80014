package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services";
  private static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices";

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final Faults faults = kubernetes.faults();
  private final ApiClient api = ApiClient.of(kubernetes);

  @AfterEach
  void close() {
    kubernetes.close();
  }

  private static void assertStatus(HttpResponse<String> response, int code, String reason) {
    assertThat(response.statusCode()).isEqualTo(code);
    JsonNode status = ApiClient.parse(response.body());
    assertThat(status.path("kind").asText()).isEqualTo("Status");
    assertThat(status.path("reason").asText()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "401, Unauthorized",
    "403, Forbidden",
    "429, TooManyRequests",
    "500, InternalError",
    "503, ServiceUnavailable",
    "502, ''"
  })
  void soManyRequestsAreAnsweredWithAStatusAndTheNextIsWell(int code, String reason) {
    faults.answer(2, code, "list", "services");
    assertStatus(api.get(SERVICES), code, reason);
    api.ok(SLICES);
    assertStatus(api.get(SERVICES), code, reason);
    api.ok(SERVICES);
  }

  @Test
  void retryAfterIsSaidIfItIsGivenAndElseNot() {
    faults.answer(1, 429, "*", "*", Duration.ofSeconds(7));
    faults.answer(1, 429, "*", "*");
    assertThat(api.get(SERVICES).headers().firstValue("Retry-After")).hasValue("7");
    assertThat(api.get(SERVICES).headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void aRefusedWatchIsNoStream() {
    faults.answer(1, 403, "watch", "services");
    try (WatchReader refused = api.watch(SERVICES);
        WatchReader next = api.watch(SERVICES)) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(next.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void anAnswerThatIsCutBreaksOffInItsMiddle(HttpClient.Version version) {
    kubernetes.service("shop", "a").apply();
    ApiClient client = new ApiClient(kubernetes.uri(), version);
    faults.cut(1, "list", "services");
    assertThatThrownBy(() -> client.get(SERVICES))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(IOException.class);
    assertThat(client.names(SERVICES)).containsExactly("a");
  }

  @Test
  void watchesThatEndAtOnceTellNothingAndEndCleanly() {
    String start = api.version(SERVICES);
    kubernetes.service("shop", "a").apply();
    faults.endWatches(2, "services");
    for (int i = 0; i < 2; i++) {
      try (WatchReader watch = api.watch(SERVICES + "?resourceVersion=" + start)) {
        watch.awaitEnd();
        assertThat(watch.status()).isEqualTo(200);
        assertThat(watch.isQuiet()).isTrue();
      }
    }
    try (WatchReader watch = api.watch(SERVICES + "?resourceVersion=" + start)) {
      assertThat(watch.nextShort()).isEqualTo("ADDED a");
    }
  }

  @Test
  void aContinueTokenExpiresWithoutACompaction() {
    kubernetes.service("shop", "a").apply();
    kubernetes.service("shop", "b").apply();
    faults.expireContinueTokens(1, "services");
    JsonNode first = api.ok(SERVICES + "?limit=1");
    String next = SERVICES + "?limit=1&continue=" + first.at("/metadata/continue").asText();
    HttpResponse<String> refused = api.get(next);
    assertStatus(refused, 410, "Expired");
    String fresh = ApiClient.parse(refused.body()).at("/metadata/continue").asText();
    assertThat(api.names(SERVICES + "?limit=1&continue=" + fresh)).containsExactly("b");
    assertThat(api.names(next)).containsExactly("b");
  }

  @Test
  void aLineGoesToTheOpenWatchesOfAResourceAsItIs() {
    try (WatchReader services = api.watch(SERVICES);
        WatchReader slices = api.watch(SLICES)) {
      faults.send("services", "{\"type\":\"RENAMED\",\"object\":{\"metadata\":{\"name\":\"a\"}}}");
      assertThat(services.nextShort()).isEqualTo("RENAMED a");
      kubernetes.service("shop", "b").apply();
      assertThat(services.nextShort()).isEqualTo("ADDED b");
      assertThat(slices.isQuiet()).isTrue();
    }
  }

  @Test
  void aMutedWatchTellsNothingAndLaterOnesDo() {
    String start = api.version(SERVICES);
    try (WatchReader muted = api.watch(SERVICES + "?allowWatchBookmarks=1&resourceVersion=1")) {
      faults.mute("services");
      kubernetes.service("shop", "a").apply();
      kubernetes.sendBookmarks();
      try (WatchReader later = api.watch(SERVICES + "?resourceVersion=" + start)) {
        assertThat(later.nextShort()).isEqualTo("ADDED a");
      }
      faults.dropWatches("services");
      muted.awaitEnd();
      assertThat(muted.isQuiet()).isTrue();
    }
  }

  @Test
  void droppingTheWatchesOfAResourceLeavesOthers() {
    try (WatchReader services = api.watch(SERVICES);
        WatchReader slices = api.watch(SLICES)) {
      assertThat(kubernetes.openWatches("*")).isEqualTo(2);
      faults.dropWatches("services");
      services.awaitEnd();
      assertThat(kubernetes.openWatches("endpointslices")).isEqualTo(1);
      faults.send("endpointslices", "{}");
      assertThat(slices.next()).isEmpty();
    }
  }

  @Test
  void whatIsTakenBackHitsNobody() {
    faults.answer(9, 500, "*", "*");
    faults.clear();
    api.ok(SERVICES);
  }

  @Test
  void wrongFaultsAreRefusedAtOnce() {
    assertThatThrownBy(() -> faults.answer(0, 500, "*", "*")).hasMessageContaining("not 0");
    assertThatThrownBy(() -> faults.answer(1, 200, "*", "*")).hasMessageContaining("not 200");
    assertThatThrownBy(() -> faults.answer(1, 429, "*", "*", Duration.ofMillis(1500)))
        .hasMessageContaining("not PT1.5S");
  }
}
