package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * The application that the example of the README tests: it looks up the ready pods of the Service
 * orders and pays at the first that answers.
 */
final class Checkout {
  private static final String SLICES =
      "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices"
          + "?labelSelector=kubernetes.io/service-name=orders";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;

  Checkout(URI api) {
    this.api = api;
  }

  String pay() throws IOException, InterruptedException {
    for (JsonNode slice : new ObjectMapper().readTree(get(api.resolve(SLICES))).path("items")) {
      for (JsonNode endpoint : slice.path("endpoints")) {
        if (endpoint.at("/conditions/ready").asBoolean()) {
          String pod = endpoint.at("/addresses/0").asText();
          try {
            return get(URI.create("http://" + pod + ":" + slice.at("/ports/0/port") + "/pay"));
          } catch (IOException broken) {
            // the next one may be better
          }
        }
      }
    }
    throw new IOException("no pod of orders answers");
  }

  private String get(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }
}
