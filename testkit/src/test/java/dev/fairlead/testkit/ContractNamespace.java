package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The namespace of one contract test: reads over HTTP, writes as its server allows. */
public final class ContractNamespace {
  static final ContractNamespace NONE =
      new ContractNamespace(
          "none",
          new ApiClient(URI.create("http://localhost"), HttpClient.newHttpClient(), Map.of()),
          manifest -> {},
          (resource, namespace, name) -> {});

  private final String name;
  private final ApiClient client;
  private final Consumer<ObjectNode> writer;
  private final Remover remover;

  /** Deletes one object. */
  interface Remover {
    void remove(String resource, String namespace, String name);
  }

  ContractNamespace(String name, ApiClient client, Consumer<ObjectNode> writer, Remover remover) {
    this.name = name;
    this.client = client;
    this.writer = writer;
    this.remover = remover;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  ApiClient client() {
    return client;
  }

  /** The path of its Services, with a query or the name of one behind it. */
  String services(String rest) {
    return "/api/v1/namespaces/" + name + "/services" + rest;
  }

  /** The path of its EndpointSlices, with a query or the name of one behind it. */
  String slices(String rest) {
    return "/apis/discovery.k8s.io/v1/namespaces/" + name + "/endpointslices" + rest;
  }

  /** The current version of the collection. */
  public String version() {
    return client.version(services(""));
  }

  long number() {
    return Long.parseLong(version());
  }

  /** Writes a Service with port 80; labels as in YAML: {@code tier: web, env: prod}. */
  public void service(String service, String labels) {
    write("Service", service, labels, "spec: {ports: [{port: 80}]}");
  }

  void services(List<String> names) {
    names.forEach(service -> service(service, ""));
  }

  void slice(String slice, String labels) {
    write(
        "EndpointSlice",
        slice,
        labels,
        "{addressType: IPv4, endpoints: [{addresses: [10.244.200.1]}], ports: [{port: 80}]}");
  }

  /** Writes an object; {@code body} is what stands beside its metadata, as YAML. */
  void write(String kind, String object, String labels, String body) {
    ObjectNode manifest = ContractYaml.object(body);
    boolean service = kind.equals("Service");
    manifest.put("kind", kind).put("apiVersion", service ? "v1" : "discovery.k8s.io/v1");
    ObjectNode metadata = manifest.withObjectProperty("metadata");
    metadata.put("name", object).put("namespace", name);
    if (!labels.isEmpty()) {
      metadata.set("labels", ContractYaml.object("{" + labels + "}"));
    }
    writer.accept(manifest);
  }

  void deleteService(String service) {
    remover.remove("services", name, service);
  }

  void deleteSlice(String slice) {
    remover.remove("endpointslices", name, slice);
  }

  JsonNode get(String path) {
    return client.ok(path);
  }

  WatchReader watch(String path) {
    return client.watch(path);
  }

  /** A watch of the Services from a version on. */
  WatchReader watchFrom(String version) {
    return watch(services("?resourceVersion=" + version));
  }

  /** The answer to a request that is refused with this code, also in its Status. */
  JsonNode refused(String path, int code) {
    HttpResponse<String> response = client.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(code);
    JsonNode status = ApiClient.parse(response.body());
    assertThat(status.path("kind").asText()).isEqualTo("Status");
    assertThat(status.path("apiVersion").asText()).isEqualTo("v1");
    assertThat(status.path("status").asText()).isEqualTo("Failure");
    assertThat(status.path("code").asInt()).isEqualTo(code);
    return status;
  }

  /** Fails unless the request is refused with these code, reason and message. */
  void assertRefused(String path, int code, String reason, String message) {
    JsonNode status = refused(path, code);
    assertThat(status.path("reason").asText()).isEqualTo(reason);
    assertThat(status.path("message").asText()).isEqualTo(message);
  }

  static String versionOf(JsonNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }
}
