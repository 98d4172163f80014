package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a real API server adds to a Service, as far as a client of it can tell. */
final class ServiceDefaults {
  private ServiceDefaults() {}

  static void fill(ObjectNode service) {
    ObjectNode spec = service.withObjectProperty("spec");
    putIfAbsent(spec, "type", "ClusterIP");
    putIfAbsent(spec, "sessionAffinity", "None");
    if (!isExternalName(spec)) {
      putIfAbsent(spec, "internalTrafficPolicy", "Cluster");
      putIfAbsent(spec, "ipFamilyPolicy", "SingleStack");
      if (!spec.hasNonNull("ipFamilies")) {
        spec.putArray("ipFamilies").add("IPv4");
      }
    }
    for (JsonNode port : spec.path("ports")) {
      if (port instanceof ObjectNode fields) {
        putIfAbsent(fields, "protocol", "TCP");
        if (!fields.hasNonNull("targetPort")) {
          fields.set("targetPort", fields.path("port"));
        }
      }
    }
    service.withObjectProperty("status").withObjectProperty("loadBalancer");
  }

  static boolean isExternalName(ObjectNode spec) {
    return spec.path("type").asText().equals("ExternalName");
  }

  private static void putIfAbsent(ObjectNode object, String field, String value) {
    if (!object.hasNonNull(field)) {
      object.put(field, value);
    }
  }
}
