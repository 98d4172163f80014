package dev.fairlead.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SelectionChange;
import dev.fairlead.api.Trouble;
import java.util.List;

/**
 * A change of a set as one JSON object on one line. Every field is always there; what is unknown or
 * does not apply is null.
 */
final class ChangeJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChangeJson() {}

  static String of(SelectionChange change) {
    ObjectNode root = JSON.createObjectNode();
    Selection selection = change.selection();
    Selection.Eligible eligible = selection instanceof Selection.Eligible some ? some : null;
    Selection.Empty empty = selection instanceof Selection.Empty none ? none : null;
    root.put("time", ChangeText.time(change.time()));
    root.put("target", change.target().toString());
    String version = change.resourceVersion();
    root.put("resourceVersion", version.isEmpty() ? null : version);
    addresses(root.putArray("added"), change.added());
    addresses(root.putArray("removed"), change.removed());
    root.put("endpoints", eligible == null ? 0 : eligible.endpoints().size());
    root.put("tier", eligible == null ? null : eligible.tier().name());
    root.put("reason", empty == null ? null : empty.reason().name());
    root.put("freshness", ChangeText.freshness(change.freshness()));
    Trouble trouble = change.freshness().trouble();
    root.put("trouble", trouble == null ? null : trouble.explanation());
    return root.toString();
  }

  private static void addresses(ArrayNode array, List<Endpoint> endpoints) {
    endpoints.forEach(endpoint -> array.add(endpoint.toString()));
  }
}
