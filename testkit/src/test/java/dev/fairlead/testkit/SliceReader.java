package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The slices of a namespace as tests look at them, and endpoints to fill them with. */
final class SliceReader {
  private final ApiClient api;
  private final String path;

  SliceReader(FakeKubernetes kubernetes, String namespace) {
    api = ApiClient.of(kubernetes);
    path = "/apis/discovery.k8s.io/v1/namespaces/" + namespace + "/endpointslices";
  }

  static SliceEndpoint pod(int number) {
    String address = "10.0." + number / 250 + "." + (number % 250 + 1);
    return SliceEndpoint.of(address, "worker-1", "zone-a", "pod-" + number).withPort("http", 8080);
  }

  static List<SliceEndpoint> pods(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(SliceReader::pod).toList());
  }

  long version() {
    return Long.parseLong(api.version(path));
  }

  JsonNode items() {
    return api.ok(path).path("items");
  }

  /** Endpoints by the name of their slice. */
  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    items().forEach(s -> sizes.put(s.at("/metadata/name").asText(), s.path("endpoints").size()));
    return sizes;
  }

  /** Endpoints by the number of the first port of their slice. */
  Map<Integer, Integer> numbers() {
    Map<Integer, Integer> numbers = new TreeMap<>();
    items().forEach(s -> numbers.put(s.at("/ports/0/port").asInt(), s.path("endpoints").size()));
    return numbers;
  }

  /** The endpoint of a pod. */
  JsonNode endpoint(String pod) {
    for (JsonNode slice : items()) {
      for (JsonNode endpoint : slice.path("endpoints")) {
        if (endpoint.at("/targetRef/name").asText().equals(pod)) {
          return endpoint;
        }
      }
    }
    throw new AssertionError("no endpoint of " + pod + " in " + items());
  }
}
