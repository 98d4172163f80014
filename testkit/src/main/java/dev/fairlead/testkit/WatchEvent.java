package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** One line of a watch stream. */
record WatchEvent(String type, ObjectNode object) {

  /**
   * A bookmark: an object of the kind that is empty but for the version all events are sent up to.
   */
  static WatchEvent bookmark(Kind kind, long version, boolean endOfInitialEvents) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("kind", kind.manifestName).put("apiVersion", kind.apiVersion());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(version));
    if (endOfInitialEvents) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    if (kind == Kind.ENDPOINT_SLICE) {
      object.put("addressType", "").putNull("endpoints").putNull("ports");
    } else {
      object.putObject("spec");
      ObjectNode status = object.putObject("status");
      if (kind == Kind.SERVICE) {
        status.putObject("loadBalancer");
      }
    }
    return new WatchEvent("BOOKMARK", object);
  }

  /** The event as bytes, with the line end that closes it. */
  byte[] line() {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("type", type);
    line.set("object", object);
    byte[] json = Json.bytes(line);
    byte[] bytes = Arrays.copyOf(json, json.length + 1);
    bytes[json.length] = '\n';
    return bytes;
  }
}
