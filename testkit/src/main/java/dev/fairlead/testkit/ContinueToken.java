package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins.
 *
 * @param version the version all pages show, or {@link #PRESENT}
 * @param after the key of the last object of the page before
 */
record ContinueToken(long version, String after) {
  /** A page of whatever the objects are by then: what an expired token is replaced by. */
  static final long PRESENT = -1;

  /** Reads a token; 400 if it is none. */
  static ContinueToken parse(String text) {
    try {
      JsonNode json = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(text));
      if (json.path("rv").isIntegralNumber() && json.path("start").isTextual()) {
        return new ContinueToken(json.path("rv").asLong(), json.path("start").asText());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw notValid(e.getMessage());
    }
    throw notValid("fields missing");
  }

  /** The token that goes on with the present state, in place of this one. */
  String inconsistent() {
    return new ContinueToken(PRESENT, after).text();
  }

  String text() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("v", "meta.k8s.io/v1").put("rv", version).put("start", after);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(json));
  }

  private static ApiFailure notValid(@Nullable String why) {
    return ApiFailure.badRequest("invalid continue token: continue key is not valid: " + why);
  }
}
