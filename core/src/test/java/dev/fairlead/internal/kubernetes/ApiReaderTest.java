package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.internal.kubernetes.AccessReview.Permission;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ApiReaderTest {
  private static final ServiceKey ORDERS = new ServiceKey("shop", "orders");

  private static ApiReader open(URI uri) {
    return ApiReader.open(new KubernetesApi.At(uri), name -> null);
  }

  /** A server that answers everything with this. */
  private static HttpServer answering(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void assertUnanswered(ThrowingCallable question, ApiSymptom symptom, String end) {
    assertThatExceptionOfType(UnansweredException.class)
        .isThrownBy(question)
        .satisfies(e -> assertThat(e.symptom()).isEqualTo(symptom))
        .withMessageStartingWith("the API server at http://127.0.0.1:")
        .withMessageContaining(end);
  }

  @Test
  void aServiceAndItsSlicesComeAsTheApiPrintsThem() throws Exception {
    try (FakeKubernetes kubernetes = FakeKubernetes.start();
        ApiReader reader = open(kubernetes.uri())) {
      kubernetes.service("shop", "orders").port("http", 80).apply();
      for (String service : List.of("orders", "carts")) {
        SliceEndpoint pod = SliceEndpoint.of("10.1.0.1", "node-1", "zone-a", service + "-1");
        kubernetes.endpoints("shop", service, List.of(pod.withPort("http", 8080)));
      }

      assertThat(reader.service(ORDERS)).contains("\"kind\":\"Service\"", "\"name\":\"orders\"");
      assertThat(reader.slices(ORDERS)).contains("EndpointSliceList", "orders-1");
      assertThat(reader.slices(ORDERS)).doesNotContain("carts");
      assertThat(reader.service(new ServiceKey("shop", "absent"))).isNull();
      assertThat(reader.address()).isEqualTo(kubernetes.uri().toString());
      assertThat(reader.namespace()).isNull();
    }
  }

  @Test
  void aServerThatIsNoKubernetesIsNotTakenForAnEmptyOne() throws IOException {
    HttpServer pages = answering(200, "<html>sign in</html>");
    HttpServer nothing = answering(404, "not here");
    try (ApiReader ofPages = open(URI.create("http://127.0.0.1:" + pages.getAddress().getPort()));
        ApiReader ofNothing =
            open(URI.create("http://127.0.0.1:" + nothing.getAddress().getPort()))) {
      assertUnanswered(
          () -> ofPages.service(ORDERS), ApiSymptom.OTHER, "(its answer is no JSON). Check that");
      assertUnanswered(
          () -> ofNothing.slices(ORDERS),
          ApiSymptom.OTHER,
          "(it does not have discovery.k8s.io/v1 endpointslices). Check that");
      assertUnanswered(
          () -> ofPages.access().allows(Permission.NODES),
          ApiSymptom.OTHER,
          "(its answer to a review is no JSON). Check that");
    } finally {
      pages.stop(0);
      nothing.stop(0);
    }
  }

  @Test
  void anAnswerWithoutADecisionIsNoDecision() throws IOException {
    HttpServer server = answering(201, "{\"status\": {}}");
    try (ApiReader reader = open(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))) {
      assertUnanswered(
          () -> reader.access().allows(Permission.NODES),
          ApiSymptom.OTHER,
          "(its answer to a SelfSubjectAccessReview has no status.allowed)");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aRefusalNamesTheRole() {
    try (FakeKubernetes kubernetes = FakeKubernetes.start();
        ApiReader reader = open(kubernetes.uri())) {
      kubernetes.deny(403, "get", "services", "shop");

      assertUnanswered(
          () -> reader.service(ORDERS),
          ApiSymptom.FORBIDDEN,
          "kubectl create role fairlead -n shop");
    }
  }

  @Test
  void whatIsNeededIsListAndWatchOnBothKinds() {
    assertThat(Permission.needed("shop"))
        .containsExactly(
            new Permission("list", "", "services", "shop"),
            new Permission("watch", "", "services", "shop"),
            new Permission("list", "discovery.k8s.io", "endpointslices", "shop"),
            new Permission("watch", "discovery.k8s.io", "endpointslices", "shop"));
  }
}
