package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a Service has the controller say of each of its endpoints.
 *
 * @param publishNotReady all are ready, whatever their pods say
 * @param zoneHints ready endpoints are hinted for their own zone
 * @param nodeHints and for their own Node
 */
record EndpointRules(boolean publishNotReady, boolean zoneHints, boolean nodeHints) {
  private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";
  private static final String TOPOLOGY_AWARE_HINTS = "service.kubernetes.io/topology-aware-hints";

  static EndpointRules of(@Nullable ObjectNode service) {
    if (service == null) {
      return new EndpointRules(false, false, false);
    }
    JsonNode spec = service.path("spec");
    String distribution =
        hasTopologyAnnotation(service) ? "" : spec.path("trafficDistribution").asText("");
    boolean sameNode = distribution.equals("PreferSameNode");
    // PreferClose is the old name of PreferSameZone; of others the controller knows nothing.
    boolean sameZone = distribution.equals("PreferSameZone") || distribution.equals("PreferClose");
    return new EndpointRules(
        spec.path("publishNotReadyAddresses").asBoolean(), sameZone || sameNode, sameNode);
  }

  /** Writes readiness and hints; hints the endpoint was given explicitly stay. */
  void apply(ObjectNode endpoint) {
    ObjectNode conditions = endpoint.withObjectProperty("conditions");
    if (publishNotReady) {
      conditions.put("ready", true);
    }
    if (endpoint.has("hints") || !conditions.path("ready").asBoolean()) {
      return;
    }
    if (zoneHints) {
      hint(endpoint, "zone", "forZones");
    }
    if (nodeHints) {
      hint(endpoint, "nodeName", "forNodes");
    }
  }

  /**
   * An endpoint without the fact gets no hint, and then no proxy can follow those of the others.
   */
  private static void hint(ObjectNode endpoint, String fact, String field) {
    if (endpoint.hasNonNull(fact)) {
      endpoint
          .withObjectProperty("hints")
          .putArray(field)
          .addObject()
          .put("name", endpoint.path(fact).asText());
    }
  }

  /** The annotation has precedence over the field; the older name over the newer one. */
  private static boolean hasTopologyAnnotation(ObjectNode service) {
    JsonNode annotations = service.path("metadata").path("annotations");
    JsonNode mode =
        annotations.has(TOPOLOGY_AWARE_HINTS)
            ? annotations.path(TOPOLOGY_AWARE_HINTS)
            : annotations.path(TOPOLOGY_MODE);
    return mode.asText("").equals("Auto") || mode.asText("").equals("auto");
  }
}
