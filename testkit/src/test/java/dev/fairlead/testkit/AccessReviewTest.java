package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reviews and refusals say the same. */
class AccessReviewTest {
  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final ApiClient api = ApiClient.of(kubernetes);

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Test
  void everythingIsAllowedThatIsNotDenied() {
    JsonNode status = status("watch", "services", "shop");
    assertThat(status.path("allowed").asBoolean()).isTrue();
    assertThat(status.path("reason").asText())
        .matches(
            "RBAC: allowed by ClusterRoleBinding \".*\" of ClusterRole \".*\" to Group \".*\"");
    assertThat(allowed("*", "*", "")).isTrue();
  }

  @Test
  void whatIsDeniedIsNotAllowedAndHasNoReasonAsWithRbac() {
    kubernetes.deny(403, "list", "endpointslices", "shop");
    JsonNode status = status("list", "endpointslices", "shop");
    assertThat(status).isEqualTo(ApiClient.parse("{\"allowed\":false}"));
    assertThat(allowed("watch", "endpointslices", "shop")).isTrue();
    assertThat(allowed("list", "services", "shop")).isTrue();
    assertThat(allowed("list", "endpointslices", "other")).isTrue();
    kubernetes.allow();
    assertThat(allowed("list", "endpointslices", "shop")).isTrue();
  }

  @Test
  void aDenialAcrossNamespacesIsNotOneInEach() {
    kubernetes.deny(403, "list", "services", "");
    assertThat(allowed("list", "services", "")).isFalse();
    assertThat(allowed("list", "services", "shop")).isTrue();
    kubernetes.deny(403, "*", "*", "*");
    assertThat(allowed("get", "nodes", "")).isFalse();
    assertThat(allowed("list", "services", "shop")).isFalse();
  }

  @Test
  void whoAsksForAllIsRefusedForTheSakeOfOne() {
    kubernetes.deny(403, "watch", "services", "shop");
    assertThat(allowed("*", "services", "shop")).isFalse();
    assertThat(allowed("watch", "*", "shop")).isFalse();
    assertThat(allowed("list", "*", "shop")).isTrue();
  }

  @Test
  void aPathThatIsDeniedIsNotAllowed() {
    kubernetes.deny(403, "get", "/version", "*");
    String body = "{\"spec\":{\"nonResourceAttributes\":{\"path\":\"/version\",\"verb\":\"get\"}}}";
    JsonNode review = ApiClient.parse(api.post(AccessReviews.PATH, body).body());
    assertThat(review.at("/status/allowed").asBoolean(true)).isFalse();
  }

  @Test
  void a401IsNoMatterOfRightsAndHitsTheReviewItself() {
    kubernetes.deny(401, "list", "services", "shop");
    assertThat(allowed("list", "services", "shop")).isTrue();
    kubernetes.deny(401, "*", "*", "*");
    assertThat(api.post(AccessReviews.PATH, "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void askingIsForbiddenByNameOnly() {
    kubernetes.deny(403, "create", AccessReviews.RESOURCE, "*");
    assertThat(api.post(AccessReviews.PATH, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void reviewsAreRecorded() {
    allowed("list", "services", "shop");
    assertThat(kubernetes.requests())
        .extracting(r -> r.verb() + " " + r.resource() + " " + r.namespace())
        .containsExactly("create selfsubjectaccessreviews ");
  }

  private boolean allowed(String verb, String resource, String namespace) {
    JsonNode status = status(verb, resource, namespace);
    assertThat(status.path("allowed").isBoolean()).isTrue();
    return status.path("allowed").asBoolean();
  }

  private JsonNode status(String verb, String resource, String namespace) {
    HttpResponse<String> response =
        api.post(
            AccessReviews.PATH,
            """
            {"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1",
             "spec":{"resourceAttributes":{"verb":"%s","resource":"%s","namespace":"%s"}}}
            """
                .formatted(verb, resource, namespace));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return ApiClient.parse(response.body()).path("status");
  }
}
