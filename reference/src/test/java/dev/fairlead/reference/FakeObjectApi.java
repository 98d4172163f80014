package dev.fairlead.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.testkit.FakeKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The namespace shop of a Kubernetes API in this JVM. */
final class FakeObjectApi implements ObjectApi {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final FakeKubernetes kubernetes;
  private final HttpClient http = HttpClient.newHttpClient();

  FakeObjectApi(FakeKubernetes kubernetes) {
    this.kubernetes = kubernetes;
  }

  @Override
  public String namespace() {
    return "shop";
  }

  @Override
  public void put(ObjectNode object) {
    kubernetes.apply(object.toString());
  }

  @Override
  public void delete(String kind, String name) {
    kubernetes.delete(kind, namespace(), name);
  }

  @Override
  public JsonNode list(String resource) {
    String group = resource.equals("services") ? "/api/v1" : "/apis/discovery.k8s.io/v1";
    HttpRequest request =
        HttpRequest.newBuilder(
                kubernetes.uri().resolve(group + "/namespaces/" + namespace() + "/" + resource))
            .build();
    try {
      return MAPPER.readTree(http.sendAsync(request, BodyHandlers.ofString()).join().body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
