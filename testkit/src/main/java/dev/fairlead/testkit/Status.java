package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The Kubernetes object that says why a request failed. */
record Status(
    int code,
    String reason,
    String message,
    @Nullable ObjectNode details,
    @Nullable String continueToken)
    implements Serializable {

  Status(int code, String reason, String message, @Nullable ObjectNode details) {
    this(code, reason, message, details, null);
  }

  static ObjectNode newDetails() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Seconds after which the client should try again; 0: the server says nothing about it. */
  int retryAfterSeconds() {
    return details == null ? 0 : details.path("retryAfterSeconds").asInt(0);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", "Status").put("apiVersion", "v1");
    ObjectNode metadata = json.putObject("metadata");
    if (continueToken != null) {
      metadata.put("continue", continueToken);
    }
    json.put("status", "Failure").put("message", message);
    if (!reason.isEmpty()) {
      json.put("reason", reason);
    }
    if (details != null) {
      json.set("details", details);
    }
    return json.put("code", code);
  }
}
