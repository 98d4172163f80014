package dev.fairlead.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Answers a client that asks what it may do (SelfSubjectAccessReview), from the refusals in force.
 * Thread-safe.
 */
final class AccessReviews {
  static final String RESOURCE = "selfsubjectaccessreviews";
  static final String PATH = "/apis/authorization.k8s.io/v1/" + RESOURCE;

  private static final String KIND = "SelfSubjectAccessReview";
  private static final String GROUP = "authorization.k8s.io";
  private static final String API_VERSION = GROUP + "/v1";
  private static final String IN_SPEC = KIND + "Spec.spec.";
  private static final String OF_RESOURCE = "resourceAttributes";
  private static final String OF_PATH = "nonResourceAttributes";

  /** A role is named only where one allows; RBAC gives no reason for what no role allows. */
  private static final String REASON =
      "RBAC: allowed by ClusterRoleBinding \"fake-kubernetes\" of ClusterRole \"fake-kubernetes\""
          + " to Group \"system:authenticated\"";

  private final Denials denials;

  AccessReviews(Denials denials) {
    this.denials = denials;
  }

  /** The answer to the body of a POST; 400 or 422 if it is no review. */
  ObjectNode answer(String body) {
    ObjectNode review = parse(body);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("kind", KIND).put("apiVersion", API_VERSION);
    answer.putObject("metadata");
    JsonNode spec = objectOrNothing(review, "spec", KIND + ".spec", KIND + "Spec");
    boolean allowed = allowed(spec);
    answer.set("spec", spec);
    ObjectNode status = answer.putObject("status").put("allowed", allowed);
    if (allowed) {
      status.put("reason", REASON);
    }
    return answer;
  }

  private boolean allowed(JsonNode spec) {
    JsonNode resource =
        objectOrNothing(spec, OF_RESOURCE, IN_SPEC + OF_RESOURCE, "ResourceAttributes");
    JsonNode path = objectOrNothing(spec, OF_PATH, IN_SPEC + OF_PATH, "NonResourceAttributes");
    if (!resource.isMissingNode() && !path.isMissingNode()) {
      String both =
          "{\"Path\":\"%s\",\"Verb\":\"%s\"}".formatted(text(path, "path"), text(path, "verb"));
      throw invalid(OF_PATH, both, "cannot be specified in combination with " + OF_RESOURCE);
    }
    if (!path.isMissingNode()) {
      return !denials.forbid(text(path, "verb"), text(path, "path"), "");
    }
    if (resource.isMissingNode()) {
      throw invalid(
          OF_RESOURCE,
          "null",
          "exactly one of " + OF_PATH + " or " + OF_RESOURCE + " must be specified");
    }
    return !denials.forbid(
        text(resource, "verb"), text(resource, "resource"), text(resource, "namespace"));
  }

  private static ObjectNode parse(String body) {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage());
    }
    if (json.isMissingNode()) {
      throw unreadable("unexpected end of JSON input");
    }
    if (!(json instanceof ObjectNode review)) {
      throw unreadable("json: cannot unmarshal " + type(json) + " into Go value of type struct");
    }
    String kind = review.path("kind").asText(KIND);
    String apiVersion = review.path("apiVersion").asText(API_VERSION);
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    if (!kind.equals(KIND)) {
      throw notHandled(
          kind,
          version,
          "converting (%s.%s) to (authorization.%s): unknown conversion"
              .formatted(version, kind, KIND));
    }
    if (!apiVersion.equals(API_VERSION)) {
      throw ApiFailure.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(apiVersion, API_VERSION));
    }
    return review;
  }

  /** The object in a field; a missing node if there is none. */
  private static JsonNode objectOrNothing(
      JsonNode parent, String field, String path, String goType) {
    JsonNode value = parent.path(field);
    if (value.isNull() || value.isMissingNode()) {
      return MissingNode.getInstance();
    }
    if (!value.isObject()) {
      throw notHandled(
          KIND,
          "v1",
          "json: cannot unmarshal %s into Go struct field %s of type v1.%s"
              .formatted(type(value), path, goType));
    }
    return value;
  }

  private static String text(JsonNode attributes, String field) {
    return attributes.path(field).asText("");
  }

  private static String type(JsonNode json) {
    return json.isBoolean() ? "bool" : json.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static ApiFailure unreadable(String why) {
    return ApiFailure.badRequest(
        "the object provided is unrecognized (must be of type %s): couldn't get version/kind; json"
                .formatted(KIND)
            + " parse error: "
            + why);
  }

  private static ApiFailure notHandled(String kind, String version, String why) {
    return ApiFailure.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s".formatted(kind, version, KIND, why));
  }

  private static ApiFailure invalid(String field, String value, String why) {
    return ApiFailure.invalid(
        "", GROUP, List.of(OptionProblem.invalid("spec." + field, value, why)));
  }
}
