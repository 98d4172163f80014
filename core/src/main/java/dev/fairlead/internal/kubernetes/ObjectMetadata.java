package dev.fairlead.internal.kubernetes;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The part of {@code metadata} that is used: identity, labels and annotations. */
final class ObjectMetadata {
  String name = "";
  String namespace = "";
  String version = "";

  /** Whether all of it was read. */
  boolean isRead;

  final Map<String, String> labels = new HashMap<>();
  final Map<String, String> annotations = new HashMap<>();

  void read(JsonCursor json) throws IOException {
    json.fields(
        field -> {
          switch (field) {
            case "name" -> name = json.textOrEmpty();
            case "resourceVersion" -> version = json.textOrEmpty();
            case "namespace" -> namespace = json.textOrEmpty();
            case "labels" -> json.fields(key -> labels.put(key, json.textOrEmpty()));
            case "annotations" -> json.fields(key -> annotations.put(key, json.textOrEmpty()));
            default -> {}
          }
        });
    isRead = true;
  }

  /** An object in a file may leave its namespace out; it means the default one. */
  String namespaceOrDefault() {
    return namespace.isEmpty() ? "default" : namespace;
  }

  void requireName(String kind) throws UndecodableException {
    if (name.isEmpty()) {
      throw new UndecodableException("the " + kind + " has no metadata.name");
    }
  }
}
