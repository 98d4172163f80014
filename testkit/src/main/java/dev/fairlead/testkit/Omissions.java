package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a real server does not store of a manifest: nulls, empty maps, flags that are false. */
final class Omissions {
  private Omissions() {}

  /** The same object, without them. */
  static ObjectNode of(ObjectNode manifest) {
    dropNulls(manifest);
    if (manifest.path("metadata") instanceof ObjectNode metadata) {
      dropIfEmpty(metadata, List.of("labels", "annotations"));
    }
    if (manifest.path("spec") instanceof ObjectNode spec) {
      dropIfEmpty(spec, List.of("selector"));
      if (!spec.path("publishNotReadyAddresses").asBoolean()) {
        spec.remove("publishNotReadyAddresses");
      }
    }
    return manifest;
  }

  private static void dropNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    }
    node.forEach(Omissions::dropNulls);
  }

  private static void dropIfEmpty(ObjectNode object, List<String> maps) {
    for (String map : maps) {
      if (object.path(map).isEmpty()) {
        object.remove(map);
      }
    }
  }
}
