package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BearerTokenTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services";

  private final FakeKubernetes kubernetes =
      FakeKubernetes.builder().bearerToken("first.token").start();

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer first.token", "bearer first.token"})
  void theTokenOpensEveryPath(String header) {
    ApiClient api = client(header);
    api.ok(SERVICES);
    api.ok("/version");
    assertThat(api.post(AccessReviews.PATH, "{\"spec\":{}}").statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer other", "Bearer", "first.token", "Basic first.token"})
  void anotherOneIsAnswered401AsByARealServer(String header) {
    HttpResponse<String> response = client(header).get(SERVICES);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(ApiClient.parse(response.body()))
        .isEqualTo(
            ApiClient.parse(
                """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
                 "message":"Unauthorized","reason":"Unauthorized","code":401}
                """));
  }

  @Test
  void noneAtAllIsRefusedOnEveryPathAndRecorded() {
    ApiClient anonymous = ApiClient.of(kubernetes);
    for (String path : new String[] {SERVICES, SERVICES + "?watch=true", "/version", "/nowhere"}) {
      assertThat(anonymous.get(path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(kubernetes.requests()).hasSize(4);
  }

  @Test
  void aRotatedTokenReplacesTheOneBefore() {
    ApiClient before = client("Bearer first.token");
    ApiClient after = client("Bearer second");
    assertThat(after.get(SERVICES).statusCode()).isEqualTo(401);
    kubernetes.rotateToken("second");
    assertThat(before.get(SERVICES).statusCode()).isEqualTo(401);
    after.ok(SERVICES);
  }

  @Test
  void aRunningWatchOutlivesItsToken() {
    ApiClient api = client("Bearer first.token");
    try (WatchReader watch = api.watch(SERVICES)) {
      kubernetes.rotateToken("second");
      kubernetes.service("shop", "orders").apply();
      assertThat(watch.nextShort()).isEqualTo("ADDED orders");
    }
  }

  @Test
  void whoAsksForNoTokenTakesAnyUntilOneIsSet() {
    try (FakeKubernetes open = FakeKubernetes.start()) {
      ApiClient anonymous = ApiClient.of(open);
      anonymous.ok(SERVICES);
      open.rotateToken("now");
      assertThat(anonymous.get(SERVICES).statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\n", "é"})
  void aTokenThatNoHeaderCarriesIsRefused(String token) {
    assertThatThrownBy(() -> FakeKubernetes.builder().bearerToken(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bearer token");
    assertThatThrownBy(() -> kubernetes.rotateToken(token))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ApiClient client(String authorization) {
    HttpClient http = HttpClient.newHttpClient();
    return new ApiClient(kubernetes.uri(), http, Map.of("Authorization", authorization));
  }
}
