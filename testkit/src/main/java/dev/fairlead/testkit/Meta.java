package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What every Kubernetes object carries, read from its JSON; an absent text is the empty string. */
final class Meta {
  private Meta() {}

  static ObjectNode of(ObjectNode object) {
    return object.withObjectProperty("metadata");
  }

  static String text(ObjectNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }

  static String name(ObjectNode object) {
    return text(object, "name");
  }

  static String namespace(ObjectNode object) {
    return text(object, "namespace");
  }

  static JsonNode labels(ObjectNode object) {
    return object.path("metadata").path("labels");
  }

  static long version(ObjectNode object) {
    return Long.parseLong(text(object, "resourceVersion"));
  }

  /** The same object at another resourceVersion; shares all but its metadata with the given one. */
  static ObjectNode atVersion(ObjectNode object, long version) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    copy.setAll(object);
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.setAll((ObjectNode) object.path("metadata"));
    metadata.put("resourceVersion", Long.toString(version));
    copy.set("metadata", metadata);
    return copy;
  }
}
