package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a real API server adds to an EndpointSlice. */
final class SliceDefaults {
  private SliceDefaults() {}

  static void fill(ObjectNode slice) {
    nullIfEmpty(slice, "endpoints");
    nullIfEmpty(slice, "ports");
    for (JsonNode endpoint : slice.path("endpoints")) {
      ((ObjectNode) endpoint).withObjectProperty("conditions");
    }
    for (JsonNode port : slice.path("ports")) {
      ObjectNode fields = (ObjectNode) port;
      if (!fields.hasNonNull("name")) {
        fields.put("name", "");
      }
      if (!fields.hasNonNull("protocol")) {
        fields.put("protocol", "TCP");
      }
    }
  }

  /** Counts the changes of the slice and its labels; the rest of its metadata does not count. */
  static int generation(ObjectNode slice, @Nullable ObjectNode replaced) {
    if (replaced == null) {
      return 1;
    }
    int before = replaced.path("metadata").path("generation").asInt();
    boolean same =
        content(slice).equals(content(replaced))
            && Meta.labels(slice).equals(Meta.labels(replaced));
    return same ? before : before + 1;
  }

  private static ObjectNode content(ObjectNode slice) {
    return slice.deepCopy().without("metadata");
  }

  /** A real server answers null for an empty list of a slice: both fields are always there. */
  private static void nullIfEmpty(ObjectNode slice, String field) {
    if (slice.path(field).isEmpty()) {
      slice.putNull(field);
    }
  }
}
