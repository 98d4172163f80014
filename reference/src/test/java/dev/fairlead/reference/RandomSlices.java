package dev.fairlead.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Slices that come, change, split, merge, move from one Service to another, and go. They say that
 * somebody else manages them, so that no controller of a real cluster touches them.
 */
final class RandomSlices {
  private static final int NAMES = 24;
  private static final int FEWEST = 6;
  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private final ObjectApi api;
  private final Random random;
  private final RandomEndpoints endpoints;
  private final Map<String, ObjectNode> known = new TreeMap<>();

  RandomSlices(ObjectApi api, Random random) {
    this.api = api;
    this.random = random;
    this.endpoints = new RandomEndpoints(random);
  }

  String next() {
    if (known.size() < FEWEST) {
      return create();
    }
    ObjectNode slice = any();
    return switch (random.nextInt(16)) {
      case 0 -> create();
      case 1 -> delete(slice);
      case 2 -> createAnew(slice);
      case 3 -> split(slice);
      case 4 -> merge(slice);
      case 5, 6 -> label(slice, RandomServices.anyName(random));
      case 7 -> label(slice, null);
      case 8 -> put(slice, ports(slice));
      case 9 -> put(slice, note(slice));
      case 10 -> put(slice, headless(slice));
      case 11, 12 -> put(slice, endpoints.fill(slice));
      default -> put(slice, endpoints.change(slice));
    };
  }

  private ObjectNode any() {
    List<ObjectNode> all = List.copyOf(known.values());
    return all.get(random.nextInt(all.size()));
  }

  private static String name(ObjectNode slice) {
    return slice.at("/metadata/name").asText();
  }

  private static ObjectNode labels(ObjectNode slice) {
    return (ObjectNode) slice.at("/metadata/labels");
  }

  private static ArrayNode entries(ObjectNode slice) {
    return (ArrayNode) slice.path("endpoints");
  }

  private String put(ObjectNode slice, String what) {
    known.put(name(slice), slice);
    api.put(slice);
    return name(slice) + ": " + what;
  }

  /** Null when all names are taken. */
  private @Nullable String freeName() {
    int from = random.nextInt(NAMES);
    for (int i = 0; i < NAMES; i++) {
      String name = "slice-" + (from + i) % NAMES;
      if (!known.containsKey(name)) {
        return name;
      }
    }
    return null;
  }

  private String create() {
    String name = freeName();
    return name == null ? delete(any()) : create(name);
  }

  private String create(String name) {
    ObjectNode slice = JsonNodeFactory.instance.objectNode();
    slice.put("apiVersion", "discovery.k8s.io/v1").put("kind", "EndpointSlice");
    slice
        .putObject("metadata")
        .put("name", name)
        .put("namespace", api.namespace())
        .putObject("labels")
        .put("endpointslice.kubernetes.io/managed-by", "fairlead-e2e")
        .put(SERVICE_NAME, RandomServices.anyName(random));
    slice.put("addressType", random.nextInt(6) == 0 ? "IPv6" : "IPv4");
    ports(slice);
    String content = endpoints.fill(slice);
    return put(slice, "created for " + labels(slice).path(SERVICE_NAME).asText() + ", " + content);
  }

  private String delete(ObjectNode slice) {
    known.remove(name(slice));
    api.delete("EndpointSlice", name(slice));
    return name(slice) + ": deleted";
  }

  private String createAnew(ObjectNode slice) {
    return delete(slice) + ", " + create(name(slice));
  }

  /** Half of the endpoints go to a slice of their own: told twice or not at all for a moment. */
  private String split(ObjectNode slice) {
    String name = freeName();
    if (name == null || entries(slice).size() < 2) {
      return merge(slice);
    }
    ObjectNode second = slice.deepCopy();
    ((ObjectNode) second.path("metadata")).put("name", name);
    int half = entries(slice).size() / 2;
    for (int i = 0; i < half; i++) {
      entries(slice).remove(0);
    }
    while (entries(second).size() > half) {
      entries(second).remove(half);
    }
    boolean twice = random.nextBoolean();
    put(twice ? second : slice, "");
    put(twice ? slice : second, "");
    return name(slice) + ": split, half to " + name + (twice ? " first" : " last");
  }

  private String merge(ObjectNode slice) {
    for (ObjectNode other : known.values()) {
      boolean fits =
          !name(other).equals(name(slice))
              && labels(other).equals(labels(slice))
              && other.path("addressType").equals(slice.path("addressType"))
              && entries(other).size() + entries(slice).size() <= RandomEndpoints.MOST;
      if (fits) {
        entries(other).addAll(entries(slice));
        if (random.nextBoolean()) {
          put(other, "");
          return delete(slice) + ", merged into " + name(other);
        }
        return delete(slice) + ", and then " + put(other, "takes its endpoints");
      }
    }
    return put(slice, endpoints.fill(slice));
  }

  private String label(ObjectNode slice, @Nullable String service) {
    String former = labels(slice).path(SERVICE_NAME).asText("none");
    if (service == null) {
      labels(slice).remove(SERVICE_NAME);
    } else {
      labels(slice).put(SERVICE_NAME, service);
    }
    return put(slice, "from " + former + " to " + (service == null ? "none" : service));
  }

  private String ports(ObjectNode slice) {
    ArrayNode ports = slice.putArray("ports");
    for (int i = random.nextInt(3); i >= 0; i--) {
      ports
          .addObject()
          .put("name", "port-" + i + (random.nextInt(4) == 0 ? "x" : ""))
          .put("protocol", random.nextInt(5) == 0 ? "UDP" : "TCP")
          .put("port", 8080 + random.nextInt(5));
    }
    return "ports " + ports;
  }

  private String note(ObjectNode slice) {
    ((ObjectNode) slice.path("metadata"))
        .withObjectProperty("annotations")
        .put("note", "n" + random.nextInt());
    return "annotation";
  }

  private static String headless(ObjectNode slice) {
    String key = "service.kubernetes.io/headless";
    if (labels(slice).remove(key) == null) {
      labels(slice).put(key, "");
      return "marked headless";
    }
    return "not headless";
  }
}
