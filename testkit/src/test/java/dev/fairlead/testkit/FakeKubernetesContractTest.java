package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The contract kept by the double: a fresh one for each test. */
class FakeKubernetesContractTest extends KubernetesApiContract {
  private final FakeKubernetes kubernetes =
      FakeKubernetes.builder().bookmarkInterval(Duration.ofMillis(300)).start();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  @AfterEach
  void close() {
    kubernetes.close();
  }

  @Override
  protected URI base() {
    return kubernetes.uri();
  }

  @Override
  protected HttpClient http() {
    return http;
  }

  @Override
  protected Map<String, String> headers() {
    return Map.of();
  }

  @Override
  protected String createNamespace() {
    return "contract";
  }

  @Override
  protected void removeNamespace(String namespace) {}

  @Override
  protected void write(ObjectNode manifest) {
    kubernetes.apply(manifest.toString());
  }

  @Override
  protected void remove(String resource, String namespace, String name) {
    kubernetes.delete(resource.equals("services") ? "Service" : "EndpointSlice", namespace, name);
  }

  @Override
  protected String expireServices(ContractNamespace namespace) {
    String version = namespace.version();
    namespace.service("later", "");
    kubernetes.compact();
    return version;
  }

  @Override
  protected Duration bookmarkPatience() {
    return Duration.ofSeconds(60);
  }
}
