package dev.fairlead.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the rules say of objects that kubectl printed: the command-line tool's answer. */
final class Rules {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String objects;

  private Rules(String objects) {
    this.objects = objects;
  }

  /** The rules on what the API server holds now. */
  static Rules now(Cluster cluster) {
    return new Rules(cluster.kubectl("get", "services,endpointslices", "-o", "json"));
  }

  /** {@code ip:port,ip:port} in the order of text, or the reason. */
  String select(String target, String node, String... more) {
    JsonNode answer = explain(target, node, more);
    List<String> endpoints = new ArrayList<>();
    for (JsonNode endpoint : answer.path("endpoints")) {
      endpoints.add(endpoint.path("address").asText() + ":" + endpoint.path("port").asText());
    }
    endpoints.sort(null);
    return endpoints.isEmpty() ? answer.path("reason").asText() : String.join(",", endpoints);
  }

  private JsonNode explain(String target, String node, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "explain",
                target,
                "-f",
                "-",
                "--node",
                node,
                "--zone",
                Cluster.zone(node),
                "-o",
                "json"));
    args.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            args.toArray(String[]::new),
            new ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    if (code > 1) {
      throw new IllegalStateException("explain " + args + ": " + err);
    }
    try {
      return JSON.readTree(out.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("explain " + args + " printed " + out, e);
    }
  }

  /**
   * The case as a conformance file, one vector for each node, with the rules' answers as what is
   * expected.
   *
   * @param port name of the service port
   */
  String vectors(String service, String port) {
    ObjectNode file = JSON.createObjectNode().put("schema", "endpoint-selection/v1");
    ArrayNode vectors = file.putArray("vectors");
    for (int i = 0; i < Cluster.NODES; i++) {
      String node = "node-" + i;
      ObjectNode vector =
          vectors.addObject().put("name", service + "-from-" + node).put("port", port);
      ObjectNode input = vector.putObject("input");
      input.putObject("node").put("name", node).put("zone", Cluster.zone(node));
      input.set("service", ofKind("Service", service));
      input.set("endpointSlices", slices());
      String answer = select(service + "." + Cluster.NAMESPACE + ":" + port, node);
      ArrayNode endpoints = vector.putObject("expect").putArray("endpoints");
      if (Character.isUpperCase(answer.charAt(0))) {
        ((ObjectNode) vector.get("expect")).put("reason", answer);
      } else {
        Arrays.stream(answer.split(",", -1)).forEach(endpoints::add);
      }
    }
    return file.toPrettyString();
  }

  private JsonNode ofKind(String kind, String name) {
    for (JsonNode item : items()) {
      if (item.path("kind").asText().equals(kind)
          && item.path("metadata").path("name").asText().equals(name)) {
        return item;
      }
    }
    return NullNode.getInstance();
  }

  private ArrayNode slices() {
    ArrayNode slices = JSON.createArrayNode();
    for (JsonNode item : items()) {
      if (item.path("kind").asText().equals("EndpointSlice")) {
        slices.add(item);
      }
    }
    return slices;
  }

  private JsonNode items() {
    try {
      return JSON.readTree(objects).path("items");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kubectl printed " + objects, e);
    }
  }
}
