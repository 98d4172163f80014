package dev.fairlead.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.reference.ObjectApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;

/** A namespace of the lab, made with this object and deleted with it. */
final class LabObjectApi implements ObjectApi, AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ApiLab lab;
  private final HttpClient http;
  private final String namespace;

  LabObjectApi(ApiLab lab, String namespace) throws IOException, GeneralSecurityException {
    this.lab = lab;
    this.http = lab.newClient();
    this.namespace = namespace;
    ask("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + namespace + "\"}}");
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public void put(ObjectNode object) {
    String collection = collection(resource(object.path("kind").asText()));
    String path = collection + "/" + object.at("/metadata/name").asText();
    if (send("GET", path, "").statusCode() == 404) {
      ask("POST", collection, object.toString());
    } else {
      ask("PUT", path, object.toString());
    }
  }

  @Override
  public void delete(String kind, String name) {
    ask("DELETE", collection(resource(kind)) + "/" + name, "");
  }

  @Override
  public JsonNode list(String resource) {
    try {
      return MAPPER.readTree(ask("GET", collection(resource), ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String kind) {
    return kind.equals("Service") ? "services" : "endpointslices";
  }

  private String collection(String resource) {
    String group = resource.equals("services") ? "/api/v1" : "/apis/discovery.k8s.io/v1";
    return group + "/namespaces/" + namespace + "/" + resource;
  }

  /** The body of an answer that says yes. */
  private String ask(String method, String path, String body) {
    HttpResponse<String> answer = send(method, path, body);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          method + " " + path + " " + body + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(lab.uri().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .timeout(Cluster.PATIENCE);
    lab.headers().forEach(request::header);
    return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }

  @Override
  public void close() {
    ask("DELETE", "/api/v1/namespaces/" + namespace, "");
  }
}
