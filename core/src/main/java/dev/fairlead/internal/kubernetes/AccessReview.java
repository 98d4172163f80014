package dev.fairlead.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API server what the account of a connection may do (SelfSubjectAccessReview, which every
 * account may ask for by default). One blocking request for each question.
 */
public final class AccessReview {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
  private static final String WHO = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

  private final ApiConnection api;

  AccessReview(ApiConnection api) {
    this.api = api;
  }

  /**
   * One verb on one kind of objects.
   *
   * @param group the API group, empty for the core group
   * @param resource in the plural, as in a Role
   * @param namespace null for objects without one
   */
  public record Permission(String verb, String group, String resource, @Nullable String namespace) {

    /** Read the own Node, for its zone; the library works without. */
    public static final Permission NODES = new Permission("get", "", "nodes", null);

    /** All that the library needs in a namespace. */
    public static List<Permission> needed(String namespace) {
      List<Permission> needed = new ArrayList<>();
      for (WatchedKind kind : WatchedKind.values()) {
        String group = kind.group();
        String plural = kind.plural();
        needed.add(new Permission("list", group, plural, namespace));
        needed.add(new Permission("watch", group, plural, namespace));
      }
      return needed;
    }

    /** {@code services} or {@code endpointslices.discovery.k8s.io}. */
    public String qualifiedResource() {
      return group.isEmpty() ? resource : resource + "." + group;
    }
  }

  /**
   * Whether the account may do this.
   *
   * @throws UnansweredException saying what the API server did instead, and the next move
   */
  public boolean allows(Permission permission) throws UnansweredException {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
    ObjectNode attributes = review.putObject("spec").putObject("resourceAttributes");
    attributes.put("verb", permission.verb());
    attributes.put("group", permission.group());
    attributes.put("resource", permission.resource());
    if (permission.namespace() != null) {
      attributes.put("namespace", permission.namespace());
    }
    JsonNode allowed = post(REVIEWS, review).path("status").path("allowed");
    if (!allowed.isBoolean()) {
      throw unusable("its answer to a SelfSubjectAccessReview has no status.allowed");
    }
    return allowed.booleanValue();
  }

  /**
   * The name of the account, such as {@code system:serviceaccount:shop:orders}; null when the API
   * server does not tell (Kubernetes before 1.28).
   *
   * @throws UnansweredException when the API server is not reached or does not know the account
   */
  public @Nullable String user() throws UnansweredException {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authentication.k8s.io/v1").put("kind", "SelfSubjectReview");
    try {
      String user = post(WHO, review).path("status").path("userInfo").path("username").asText();
      return user.isEmpty() ? null : user;
    } catch (UnansweredException e) {
      if (e.symptom() == ApiSymptom.OTHER || e.symptom() == ApiSymptom.FORBIDDEN) {
        return null;
      }
      throw e;
    }
  }

  private JsonNode post(String path, JsonNode body) throws UnansweredException {
    try {
      String answer = api.raw(path, "POST", body.toString());
      if (answer == null) {
        throw unusable("it does not have " + path);
      }
      return JSON.readTree(answer);
    } catch (KubernetesClientException e) {
      throw UnansweredException.of(api.address(), e);
    } catch (IOException e) {
      throw unusable("its answer to a review is no JSON");
    }
  }

  private UnansweredException unusable(String what) {
    return UnansweredException.of(api.address(), new IOException(what));
  }
}
