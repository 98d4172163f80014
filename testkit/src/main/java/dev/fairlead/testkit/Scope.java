package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/**
 * The objects a list or a watch is about.
 *
 * @param namespace empty for all namespaces
 */
record Scope(
    Kind kind, String namespace, Predicate<JsonNode> labels, Predicate<ObjectNode> fields) {

  /** The scope of a request; 400 if a selector cannot be read. */
  static Scope of(Kind kind, ApiRequest request) {
    return new Scope(
        kind,
        request.namespace(),
        LabelSelector.parse(request.query().text("labelSelector")),
        FieldSelector.parse(request.query().text("fieldSelector"), kind));
  }

  boolean includes(ObjectNode object) {
    return (namespace.isEmpty() || namespace.equals(Meta.namespace(object)))
        && labels.test(Meta.labels(object))
        && fields.test(object);
  }
}
