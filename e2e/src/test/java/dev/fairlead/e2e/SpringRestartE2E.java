package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All six pods of a Deployment are replaced one by one, under the full load of eight threads that
 * use RestClient of a Spring Boot application. The application has the token of its service
 * account, and a Role with nothing but what it needs.
 */
@OnLab
class SpringRestartE2E {
  private static final int PODS = 6;
  private static final int THREADS = 8;
  private static final int WARM = 1_000;
  private static final int SERVE_AFTER_DELETE = 10_000;

  private final Cluster cluster = Cluster.get();
  private final WebPods web = new WebPods(cluster);

  @ParameterizedTest
  @ValueSource(strings = {"okhttp", "http-components"})
  void podsThatServeOnForAWhileFailNoRequest(String library) {
    web.start(PODS, SERVE_AFTER_DELETE);
    try (LoadClient client = LoadClient.restClient(library)) {
      client.run(THREADS, WARM);
      client.load(THREADS);
      web.replaceOneByOne();
      web.has(PODS);
      LoadResult result = client.stop();
      System.out.printf("E2E spring restart, %s: %s%n", library, result);
      System.out.printf("E2E spring restart, %s: slowest: %s%n", library, client.slowest());
      assertThat(client.failures()).isEmpty();
      assertThat(result.pods().keySet()).as("pods that answered").hasSizeGreaterThan(PODS);
    }
  }
}
