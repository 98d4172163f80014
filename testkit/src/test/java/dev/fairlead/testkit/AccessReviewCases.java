package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Contract: how a client learns what it may do, and what is said of a question that is none. */
interface AccessReviewCases extends ContractSetting {
  String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

  @Test
  default void whatIsAllowedIsSaid() {
    String spec =
        """
        {"resourceAttributes":
          {"namespace":"%s","verb":"list","group":"discovery.k8s.io","resource":"endpointslices"}}
        """
            .formatted(place().name());
    HttpResponse<String> response = review("{\"spec\":" + spec + "}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    JsonNode review = ApiClient.parse(response.body());
    assertThat(review.path("kind").asText()).isEqualTo("SelfSubjectAccessReview");
    assertThat(review.path("apiVersion").asText()).isEqualTo("authorization.k8s.io/v1");
    assertThat(review.path("metadata").isObject()).isTrue();
    assertThat(review.path("spec")).isEqualTo(ApiClient.parse(spec));
    assertThat(review.at("/status/allowed").isBoolean()).isTrue();
    assertThat(review.at("/status/allowed").asBoolean()).isTrue();
  }

  @Test
  default void aPathCanBeAskedFor() {
    HttpResponse<String> response =
        review("{\"spec\":{\"nonResourceAttributes\":{\"path\":\"/version\",\"verb\":\"get\"}}}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(ApiClient.parse(response.body()).at("/status/allowed").asBoolean()).isTrue();
  }

  @Test
  default void aReviewOfNothingOrOfTwoThingsIsInvalid() {
    assertRefused(
        "{}",
        422,
        "Invalid",
        ".authorization.k8s.io \"\" is invalid: spec.resourceAttributes: Invalid value: null:"
            + " exactly one of nonResourceAttributes or resourceAttributes must be specified");
    JsonNode status =
        assertRefused(
            "{\"spec\":{\"nonResourceAttributes\":{\"path\":\"/version\",\"verb\":\"get\"},"
                + "\"resourceAttributes\":{\"verb\":\"list\",\"resource\":\"nodes\"}}}",
            422,
            "Invalid",
            ".authorization.k8s.io \"\" is invalid: spec.nonResourceAttributes: Invalid value:"
                + " {\"Path\":\"/version\",\"Verb\":\"get\"}: cannot be specified in combination"
                + " with resourceAttributes");
    assertThat(status.at("/details/group").asText()).isEqualTo("authorization.k8s.io");
    assertThat(status.at("/details/kind").isMissingNode()).isTrue();
    assertThat(status.at("/details/causes/0/field").asText())
        .isEqualTo("spec.nonResourceAttributes");
  }

  @Test
  default void aBodyThatIsNoReviewIsABadRequest() {
    assertRefused(
        "{\"kind\":\"Service\",\"apiVersion\":\"v1\",\"spec\":{}}",
        400,
        "BadRequest",
        "Service in version \"v1\" cannot be handled as a SelfSubjectAccessReview: converting"
            + " (v1.Service) to (authorization.SelfSubjectAccessReview): unknown conversion");
    assertRefused(
        "{\"kind\":\"SelfSubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1beta1\"}",
        400,
        "BadRequest",
        "the API version in the data (authorization.k8s.io/v1beta1) does not match the expected"
            + " API version (authorization.k8s.io/v1)");
    assertRefused(
        "{\"spec\":{\"resourceAttributes\":5}}",
        400,
        "BadRequest",
        "SelfSubjectAccessReview in version \"v1\" cannot be handled as a"
            + " SelfSubjectAccessReview: json: cannot unmarshal number into Go struct field"
            + " SelfSubjectAccessReviewSpec.spec.resourceAttributes of type"
            + " v1.ResourceAttributes");
  }

  @Test
  default void aBodyThatCannotBeReadIsABadRequest() {
    for (String body : new String[] {"", "hello", "[]", "{\"kind\":"}) {
      HttpResponse<String> response = review(body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(ApiClient.parse(response.body()).path("message").asText())
          .startsWith(
              "the object provided is unrecognized (must be of type SelfSubjectAccessReview):"
                  + " couldn't get version/kind; json parse error: ");
    }
  }

  @Test
  default void reviewsCannotBeRead() {
    assertThat(place().client().get(REVIEWS).statusCode()).isEqualTo(405);
  }

  private JsonNode assertRefused(String body, int code, String reason, String message) {
    HttpResponse<String> response = review(body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(code);
    JsonNode status = ApiClient.parse(response.body());
    assertThat(status.path("kind").asText()).isEqualTo("Status");
    assertThat(status.path("code").asInt()).isEqualTo(code);
    assertThat(status.path("reason").asText()).isEqualTo(reason);
    assertThat(status.path("message").asText()).isEqualTo(message);
    return status;
  }

  private HttpResponse<String> review(String body) {
    return place().client().post(REVIEWS, body);
  }
}
