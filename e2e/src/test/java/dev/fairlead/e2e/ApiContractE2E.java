package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.testkit.ContractNamespace;
import dev.fairlead.testkit.KubernetesApiContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract of the API kept by a real API server: what {@code FakeKubernetes} is measured by.
 *
 * <p>Takes about three minutes: bookmarks come once a minute, and a version expires only after
 * enough later changes.
 */
@OnLab
class ApiContractE2E extends KubernetesApiContract {
  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  /** A version from before the lab's first Service; long gone once its watch cache has turned. */
  private static final String ANCIENT = "1";

  private static ApiLab lab = new ApiLab(URI.create("https://localhost"), "", "");
  private static HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void reachTheLab() throws IOException, GeneralSecurityException {
    lab = ApiLab.up();
    http = lab.newClient();
  }

  @Override
  protected URI base() {
    return lab.uri();
  }

  @Override
  protected HttpClient http() {
    return http;
  }

  @Override
  protected Map<String, String> headers() {
    return lab.headers();
  }

  @Override
  protected String createNamespace() {
    String name = "contract-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
    String manifest = "{\"metadata\":{\"name\":\"" + name + "\"}}";
    assertThat(send("POST", "/api/v1/namespaces", manifest).statusCode()).isEqualTo(201);
    return name;
  }

  @Override
  protected void removeNamespace(String namespace) {
    assertThat(send("DELETE", "/api/v1/namespaces/" + namespace, "").statusCode()).isEqualTo(200);
  }

  @Override
  protected void write(ObjectNode manifest) {
    boolean service = manifest.path("kind").asText().equals("Service");
    String collection =
        collection(
            service ? "services" : "endpointslices", manifest.at("/metadata/namespace").asText());
    HttpResponse<String> created = send("POST", collection, manifest.toString());
    if (created.statusCode() == 409) {
      String path = collection + "/" + manifest.at("/metadata/name").asText();
      HttpResponse<String> replaced = send("PUT", path, manifest.toString());
      assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
    } else {
      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }
  }

  @Override
  protected void remove(String resource, String namespace, String name) {
    String path = collection(resource, namespace) + "/" + name;
    assertThat(send("DELETE", path, "").statusCode()).isEqualTo(200);
  }

  /**
   * The watch cache keeps a hundred changes of a kind or more, and as many as are younger than 75
   * seconds. So changes are made until the lab's first one has fallen out; compacting etcd would
   * not do it without a restart.
   */
  @Override
  protected String expireServices(ContractNamespace namespace) {
    String watch = "/api/v1/services?watch=1&timeoutSeconds=1&resourceVersion=" + ANCIENT;
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              for (int i = 0; i < 100; i++) {
                namespace.service("turn", "count: '" + i + "'");
              }
              return send("GET", watch, "").body().contains("too old resource version");
            });
    return ANCIENT;
  }

  @Override
  protected Duration bookmarkPatience() {
    return Cluster.PATIENCE;
  }

  private static String collection(String resource, String namespace) {
    String group = resource.equals("services") ? "/api/v1" : "/apis/discovery.k8s.io/v1";
    return group + "/namespaces/" + namespace + "/" + resource;
  }

  private static HttpResponse<String> send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(lab.uri().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .timeout(Cluster.PATIENCE);
    lab.headers().forEach(request::header);
    return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }
}
