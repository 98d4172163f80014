package dev.fairlead.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Random endpoints of slices: few addresses, nodes and zones, in every condition. */
final class RandomEndpoints {
  /** In one slice. */
  static final int MOST = 12;

  private static final List<String> CONDITIONS = List.of("ready", "serving", "terminating");

  private final Random random;

  RandomEndpoints(Random random) {
    this.random = random;
  }

  /** Gives the slice other endpoints, now and then none. */
  String fill(ObjectNode slice) {
    ArrayNode endpoints = slice.putArray("endpoints");
    for (int i = random.nextInt(MOST); i > 0; i--) {
      fill(endpoints.addObject(), slice.path("addressType").asText().equals("IPv6"));
    }
    return endpoints.size() + " endpoints";
  }

  /** Changes one endpoint, adds one or takes one out. */
  String change(ObjectNode slice) {
    ArrayNode endpoints = (ArrayNode) slice.path("endpoints");
    boolean six = slice.path("addressType").asText().equals("IPv6");
    if (endpoints.isEmpty() || (random.nextInt(5) == 0 && endpoints.size() < MOST)) {
      fill(endpoints.addObject(), six);
      return "one endpoint more";
    }
    int index = random.nextInt(endpoints.size());
    ObjectNode one = (ObjectNode) endpoints.path(index);
    return switch (random.nextInt(4)) {
      case 0 -> {
        endpoints.remove(index);
        yield "one endpoint less";
      }
      case 1 -> {
        hints(one);
        yield "hints of endpoint " + index;
      }
      default -> {
        conditions(one);
        yield "conditions of endpoint " + index;
      }
    };
  }

  private void fill(ObjectNode endpoint, boolean six) {
    int number = 1 + random.nextInt(40);
    endpoint.putArray("addresses").add((six ? "fd00::" : "10.1.0.") + number);
    conditions(endpoint);
    hints(endpoint);
    if (random.nextInt(8) > 0) {
      endpoint.put("nodeName", "node-" + random.nextInt(4));
      endpoint.put("zone", "zone-" + random.nextInt(2));
    }
    if (random.nextInt(8) > 0) {
      endpoint
          .putObject("targetRef")
          .put("kind", "Pod")
          .put("name", "pod-" + number)
          .put("uid", "uid-" + number + "-" + random.nextInt(3));
    }
  }

  private void conditions(ObjectNode endpoint) {
    ObjectNode conditions = endpoint.putObject("conditions");
    for (String condition : CONDITIONS) {
      if (random.nextInt(4) > 0) {
        conditions.put(condition, random.nextBoolean());
      }
    }
  }

  private void hints(ObjectNode endpoint) {
    endpoint.remove("hints");
    if (random.nextBoolean()) {
      ObjectNode hints = endpoint.putObject("hints");
      hints.putArray("forZones").addObject().put("name", "zone-" + random.nextInt(2));
      if (random.nextBoolean()) {
        hints.putArray("forNodes").addObject().put("name", "node-" + random.nextInt(4));
      }
    }
  }
}
