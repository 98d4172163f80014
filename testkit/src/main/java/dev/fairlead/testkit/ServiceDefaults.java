package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
      fillFamilies(spec);
    }
    fillOutside(spec);
    if (spec.path("sessionAffinity").asText().equals("ClientIP")
        && !spec.has("sessionAffinityConfig")) {
      spec.putObject("sessionAffinityConfig").putObject("clientIP").put("timeoutSeconds", 10800);
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

  /**
   * The one family of the cluster; both for a headless Service without a selector, whose endpoints
   * somebody else writes.
   */
  private static void fillFamilies(ObjectNode spec) {
    boolean both = spec.path("clusterIP").asText().equals("None") && !spec.has("selector");
    putIfAbsent(spec, "ipFamilyPolicy", both ? "RequireDualStack" : "SingleStack");
    if (!spec.has("ipFamilies")) {
      spec.putArray("ipFamilies").add("IPv4");
    }
    ArrayNode families = spec.withArray("/ipFamilies");
    if (both
        && families.size() == 1
        && !spec.path("ipFamilyPolicy").asText().equals("SingleStack")) {
      families.add(families.path(0).asText().equals("IPv4") ? "IPv6" : "IPv4");
    }
  }

  private static void fillOutside(ObjectNode spec) {
    String type = spec.path("type").asText();
    if (type.equals("NodePort") || type.equals("LoadBalancer")) {
      putIfAbsent(spec, "externalTrafficPolicy", "Cluster");
    }
    if (type.equals("LoadBalancer") && !spec.has("allocateLoadBalancerNodePorts")) {
      spec.put("allocateLoadBalancerNodePorts", true);
    }
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
