package dev.fairlead.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Explanation.Exclusion;
import dev.fairlead.api.Location;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Selection;
import org.jspecify.annotations.Nullable;

/**
 * A report as one JSON object. Every field is always there; what is unknown or does not apply is
 * null.
 */
final class ExplanationJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExplanationJson() {}

  static String of(Report report) {
    Location location = report.question().location();
    ObjectNode root = JSON.createObjectNode();
    root.put("target", report.question().target().toString());
    root.put("node", location.node());
    root.put("zone", location.zone());
    Selection selection = report.explanation().selection();
    Selection.Empty empty = selection instanceof Selection.Empty none ? none : null;
    Selection.Eligible eligible = selection instanceof Selection.Eligible some ? some : null;
    root.put("reason", empty == null ? null : empty.reason().name());
    root.put("externalName", empty == null ? null : empty.externalName());
    root.put("tier", eligible == null ? null : eligible.tier().name());
    ArrayNode endpoints = root.putArray("endpoints");
    if (eligible != null) {
      for (Endpoint endpoint : eligible.endpoints()) {
        describe(endpoints.addObject(), endpoint.record(), endpoint.port());
      }
    }
    ArrayNode excluded = root.putArray("excluded");
    for (Exclusion exclusion : report.explanation().excluded()) {
      ObjectNode entry = excluded.addObject();
      describe(entry, exclusion.endpoint(), exclusion.port());
      entry.put("why", exclusion.why().name());
    }
    return root.toPrettyString();
  }

  private static void describe(ObjectNode node, EndpointRecord endpoint, @Nullable Integer port) {
    PodRef pod = endpoint.pod();
    node.put("address", endpoint.address());
    node.put("port", port);
    node.put("node", endpoint.node());
    node.put("zone", endpoint.zone());
    node.put("pod", pod == null ? null : pod.name());
    node.put("ready", endpoint.conditions().ready());
    node.put("serving", endpoint.conditions().serving());
    node.put("terminating", endpoint.conditions().terminating());
  }
}
