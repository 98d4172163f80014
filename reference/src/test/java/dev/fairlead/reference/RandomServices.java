package dev.fairlead.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Ten Services without selectors that come, change and go, as a real API server allows it. */
final class RandomServices {
  private static final int NAMES = 10;

  private final ObjectApi api;
  private final Random random;
  private final Map<String, ObjectNode> known = new TreeMap<>();

  RandomServices(ObjectApi api, Random random) {
    this.api = api;
    this.random = random;
  }

  /** The name of a Service that may exist. */
  static String anyName(Random random) {
    return "service-" + random.nextInt(NAMES);
  }

  String next() {
    String name = anyName(random);
    ObjectNode service = known.get(name);
    if (service == null) {
      return create(name);
    }
    return switch (random.nextInt(9)) {
      case 0 -> delete(name);
      case 1 -> delete(name) + " and " + create(name);
      case 2 -> put(service, ports(service));
      case 3 -> put(service, spec(service, "internalTrafficPolicy", "Cluster", "Local"));
      case 4 -> put(service, affinity(service));
      case 5 -> put(service, annotate(service, "service.kubernetes.io/topology-mode", "Auto"));
      case 6 -> put(service, annotate(service, "note", "n" + random.nextInt()));
      case 7 -> {
        api.put(service);
        yield "put " + name + " again as it is";
      }
      default ->
          put(service, spec(service, "trafficDistribution", "PreferClose", "PreferSameNode"));
    };
  }

  private String put(ObjectNode service, String what) {
    api.put(service);
    return service.at("/metadata/name").asText() + ": " + what;
  }

  private String create(String name) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.put("apiVersion", "v1").put("kind", "Service");
    service.putObject("metadata").put("name", name).put("namespace", api.namespace());
    ObjectNode spec = service.putObject("spec");
    String form = "";
    switch (random.nextInt(8)) {
      case 0 -> {
        form = "headless ";
        spec.put("clusterIP", "None");
      }
      case 1 -> {
        form = "external name ";
        spec.put("type", "ExternalName").put("externalName", "name" + name + ".example.com");
      }
      default -> {}
    }
    ports(service);
    api.put(service);
    known.put(name, service);
    return "create " + form + name;
  }

  private String delete(String name) {
    known.remove(name);
    api.delete("Service", name);
    return "delete " + name;
  }

  private String ports(ObjectNode service) {
    ArrayNode ports = ((ObjectNode) service.path("spec")).putArray("ports");
    for (int i = random.nextInt(3); i >= 0; i--) {
      ports
          .addObject()
          .put("name", "port-" + i + (random.nextInt(4) == 0 ? "x" : ""))
          .put("protocol", random.nextInt(5) == 0 ? "UDP" : "TCP")
          .put("port", 80 + 10 * i + random.nextInt(3));
    }
    return "ports " + ports;
  }

  private String spec(ObjectNode service, String field, String one, String other) {
    if (service.at("/spec/type").asText().equals("ExternalName")) {
      return annotate(service, "note", "n" + random.nextInt());
    }
    String value = random.nextBoolean() ? one : other;
    ((ObjectNode) service.path("spec")).put(field, value);
    return field + " " + value;
  }

  private String affinity(ObjectNode service) {
    if (service.at("/spec/type").asText().equals("ExternalName")) {
      return ports(service);
    }
    ObjectNode spec = (ObjectNode) service.path("spec");
    spec.remove("sessionAffinityConfig");
    if (random.nextBoolean()) {
      spec.put("sessionAffinity", "None");
      return "no affinity";
    }
    int seconds = 1 + random.nextInt(86_400);
    spec.put("sessionAffinity", "ClientIP");
    spec.putObject("sessionAffinityConfig").putObject("clientIP").put("timeoutSeconds", seconds);
    return "affinity for " + seconds + " s";
  }

  private String annotate(ObjectNode service, String key, String value) {
    ObjectNode annotations =
        ((ObjectNode) service.path("metadata")).withObjectProperty("annotations");
    if (annotations.has(key) && random.nextBoolean()) {
      annotations.remove(key);
      return "without annotation " + key;
    }
    annotations.put(key, value);
    return "annotation " + key;
  }
}
