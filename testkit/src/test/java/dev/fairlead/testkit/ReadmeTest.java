package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the README, run. */
class ReadmeTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void theExampleWorks() throws Exception {
    // example
    try (FakeKubernetes kubernetes = FakeKubernetes.start();
        EchoPods pods = EchoPods.start()) {
      EchoPod pod = pods.add("orders-1", "worker-1", "zone-a", 9876);
      kubernetes.service("shop", "orders").port("http", 80).apply();
      kubernetes.endpoints(
          "shop",
          "orders",
          List.of(
              SliceEndpoint.of(pod.address(), pod.node(), pod.zone(), pod.name())
                  .withPort("http", pod.port())));

      URI api = kubernetes.uri().resolve("/apis/discovery.k8s.io/v1/endpointslices");
      assertThat(get(api)).contains(pod.address());
      assertThat(get(URI.create("http://" + pod.address() + ":9876/pay"))).contains("orders-1");
      pod.stop(); // from here on it refuses connections
    }
    // end
  }

  @Test
  void theReadmeShowsTheExampleThatRuns() throws Exception {
    String source = Files.readString(Path.of("src/test/java/dev/fairlead/testkit/ReadmeTest.java"));
    String example =
        source.substring(source.indexOf("// example\n") + 11, source.indexOf("    // end\n"));
    assertThat(Files.readString(Path.of("README.md"))).contains(example.indent(-4));
  }

  private String get(URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }
}
