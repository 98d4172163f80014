package dev.fairlead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.testkit.FakeKubernetes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The Service shop/orders and its slices, written by hand, and read back from the API without
 * anything of Fairlead. An address that ends in an odd number is on node-1, where the application
 * runs, any other on node-2.
 */
final class FaultObjects {
  static final String SERVICES = "services";
  static final String SLICES = "endpointslices";

  /** The slice that all runs begin with. */
  static final String MAIN = "orders-m";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLUSTER = "Cluster";

  private final FakeKubernetes kubernetes;
  private String policy = CLUSTER;

  FaultObjects(FakeKubernetes kubernetes) {
    this.kubernetes = kubernetes;
  }

  /** The Service, and four endpoints in one slice. */
  void begin() {
    service("");
    slice(MAIN, "10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4");
  }

  private void service(String more) {
    kubernetes.apply(
        "{\"kind\": \"Service\", \"metadata\": {\"name\": \"orders\", \"namespace\": \"shop\"},"
            + more
            + " \"spec\": {\"internalTrafficPolicy\": \""
            + policy
            + "\", "
            + (more.isEmpty() ? "" : "\"madeUp\": {\"deep\": [1, null, {\"x\": true}]}, ")
            + "\"ports\": [{\"name\": \"http\", \"port\": 80}]}}");
  }

  /** Only endpoints on node-1 are in the set, or all of them again. */
  void flipPolicy() {
    policy = policy.equals(CLUSTER) ? "Local" : CLUSTER;
    service("");
  }

  void slice(String name, String... addresses) {
    slice(name, "", List.of(addresses));
  }

  void slice(String name, List<String> addresses) {
    slice(name, "", addresses);
  }

  private void slice(String name, String more, List<String> addresses) {
    kubernetes.apply(
        "{\"kind\": \"EndpointSlice\", \"metadata\": {\"name\": \""
            + name
            + "\", \"namespace\": \"shop\", \"labels\": {\"kubernetes.io/service-name\":"
            + " \"orders\"}}, \"addressType\": \"IPv4\","
            + more
            + " \"ports\": [{\"name\": \"http\", \"port\": 8080}], \"endpoints\": ["
            + addresses.stream()
                .map(address -> endpoint(address, more.isEmpty()))
                .collect(Collectors.joining(", "))
            + "]}");
  }

  private static String endpoint(String address, boolean plain) {
    return "{\"addresses\": [\""
        + address
        + "\"], \"conditions\": {\"ready\": true"
        + (plain ? "" : ", \"lucky\": true")
        + "}, \"nodeName\": \""
        + node(address)
        + "\", \"zone\": \"zone-a\"}";
  }

  private static String node(String address) {
    return "13579".indexOf(address.charAt(address.length() - 1)) < 0 ? "node-2" : "node-1";
  }

  /** One of the four endpoints leaves. */
  void endpointLeaves() {
    slice(MAIN, "10.1.0.1", "10.1.0.2", "10.1.0.3");
  }

  /** The one object of a kind changes so that the set does. */
  void change(String resource) {
    if (resource.equals(SERVICES)) {
      flipPolicy();
    } else {
      endpointLeaves();
    }
  }

  /** The one object of a kind gets fields that nobody knows, in many places. */
  void addUnknownFields(String resource) {
    String unknown = " \"madeUp\": [{\"a\": {\"b\": [[]]}}, 1.5e300, \"\\u0000\", false],";
    if (resource.equals(SERVICES)) {
      service(unknown);
    } else {
      slice(MAIN, unknown, List.of("10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4"));
    }
  }

  /** A write that no watch of this namespace is told: only the version goes on. */
  void elsewhere(String name) {
    kubernetes.node(name, "zone-z");
  }

  /** The object of a kind which {@link #change} changes, as the API shows it. */
  String json(String resource) {
    return get(
        resource.equals(SERVICES)
            ? "/api/v1/namespaces/shop/services/orders"
            : "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/" + MAIN);
  }

  /** A MODIFIED event with this object. */
  static String modified(String object) {
    return "{\"type\": \"MODIFIED\", \"object\": " + object + "}";
  }

  /** The addresses that may be called from node-1, by what the API says now. */
  Set<String> truth() {
    boolean local =
        read("/api/v1/namespaces/shop/services/orders")
            .at("/spec/internalTrafficPolicy")
            .asText()
            .equals("Local");
    Set<String> addresses = new TreeSet<>();
    read("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices"
            + "?labelSelector=kubernetes.io/service-name%3Dorders")
        .path("items")
        .forEach(slice -> slice.path("endpoints").forEach(one -> add(one, local, addresses)));
    return addresses;
  }

  private static void add(JsonNode endpoint, boolean local, Set<String> addresses) {
    if (!local || endpoint.path("nodeName").asText().equals("node-1")) {
      addresses.add(endpoint.at("/addresses/0").asText());
    }
  }

  private JsonNode read(String path) {
    try {
      return JSON.readTree(get(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String get(String path) {
    try (InputStream in = kubernetes.uri().resolve(path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
