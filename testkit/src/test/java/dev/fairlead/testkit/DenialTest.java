package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DenialTest {
  private static final String SERVICES = "/api/v1/namespaces/shop/services";

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final ApiClient api = ApiClient.of(kubernetes);

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Test
  void a403SpeaksAsARealServer() {
    kubernetes.deny(403, "list", "services", "shop");
    HttpResponse<String> response = api.get(SERVICES);
    assertThat(response.statusCode()).isEqualTo(403);
    JsonNode status = ApiClient.parse(response.body());
    assertThat(status.path("reason").asText()).isEqualTo("Forbidden");
    assertThat(status.path("message").asText())
        .isEqualTo(
            "services is forbidden: User \"system:serviceaccount:shop:default\" cannot list"
                + " resource \"services\" in API group \"\" in the namespace \"shop\"");
    assertThat(status.at("/details/kind").asText()).isEqualTo("services");
  }

  @Test
  void a403AcrossNamespacesNamesTheClusterScope() {
    kubernetes.deny(403, "*", "endpointslices", "*");
    assertThat(api.json("/apis/discovery.k8s.io/v1/endpointslices").path("message").asText())
        .startsWith("endpointslices.discovery.k8s.io is forbidden: ")
        .endsWith(
            "cannot list resource \"endpointslices\" in API group \"discovery.k8s.io\""
                + " at the cluster scope");
  }

  @Test
  void a401SaysNothingMore() {
    kubernetes.deny(401, "*", "*", "*");
    JsonNode status = api.json(SERVICES + "/orders");
    assertThat(status.path("code").asInt()).isEqualTo(401);
    assertThat(status.path("reason").asText()).isEqualTo("Unauthorized");
    assertThat(status.path("message").asText()).isEqualTo("Unauthorized");
  }

  @Test
  void aDenialHitsWhatItNamesAndNothingElse() {
    kubernetes.deny(403, "watch", "services", "shop");
    api.ok(SERVICES);
    api.ok("/api/v1/nodes");
    try (WatchReader denied = api.watch(SERVICES);
        WatchReader everywhere = api.watch("/api/v1/services")) {
      assertThat(denied.status()).isEqualTo(403);
      assertThat(everywhere.status()).isEqualTo(200);
    }
  }

  @Test
  void runningWatchesOfADenialEndAndOthersGoOn() {
    try (WatchReader services = api.watch(SERVICES);
        WatchReader nodes = api.watch("/api/v1/nodes")) {
      kubernetes.deny(403, "*", "services", "*");
      services.awaitEnd();
      kubernetes.node("worker-1", "zone-a");
      assertThat(nodes.nextShort()).isEqualTo("ADDED worker-1");
    }
  }

  @Test
  void allowingTakesAllDenialsBack() {
    kubernetes.deny(403, "*", "*", "*");
    kubernetes.deny(401, "list", "services", "shop");
    kubernetes.allow();
    api.ok(SERVICES);
  }

  @Test
  void onlyDenialsCanDeny() {
    assertThatThrownBy(() -> kubernetes.deny(500, "*", "*", "*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("500");
  }

  @Test
  void requestsAreRecordedInOrderDeniedOnesToo() {
    kubernetes.deny(403, "list", "*", "*");
    api.get(SERVICES + "?labelSelector=app%3Dshop&limit=5");
    api.get("/api/v1/nodes/worker-1");
    api.watch("/api/v1/services").close();
    api.get("/version");
    assertThat(kubernetes.requests())
        .extracting(r -> r.verb() + " " + r.resource() + " " + r.namespace() + " " + r.query())
        .containsExactly(
            "list services shop labelSelector=app=shop&limit=5",
            "get nodes  ",
            "watch services  watch=true",
            "get /version  ");
    assertThat(kubernetes.requests().get(0).userAgent()).startsWith("Java-http-client");
    kubernetes.clearRequests();
    assertThat(kubernetes.requests()).isEmpty();
  }
}
