package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Health;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** A pod that fails gets no calls for a while, then one, then its share again. */
class LeftOutTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final OutlierPolicy SHORT =
      new OutlierPolicy(
          5, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(1), 30);

  private static Health health(Pods pods) {
    List<EndpointReport> endpoints =
        pods.fairlead.loadBalancer(Target.parse("orders.shop:80")).report().endpoints();
    int port = pods.servers.get(0).getPort();
    return endpoints.stream()
        .filter(one -> one.endpoint().port() == port)
        .findFirst()
        .orElseThrow()
        .health();
  }

  private static int code(OkHttpClient client) throws IOException {
    try (Response response =
        client.newCall(new Request.Builder().url(Pods.URL).build()).execute()) {
      return response.code();
    }
  }

  private static void answers(Pods pods, int code) {
    pods.servers
        .get(0)
        .setDispatcher(
            Answers.to(request -> new MockResponse.Builder().code(code).body("orders-0")));
  }

  @Test
  void aPodThatFailsIsLeftOutUntilACallSucceedsThere() throws IOException {
    try (Pods pods = new Pods(settings -> settings.outliers(SHORT))) {
      pods.start(3);
      OkHttpClient client = pods.client().build();
      answers(pods, 503);
      Map<Integer, Integer> codes = new HashMap<>();
      await()
          .atMost(SOON)
          .until(
              () -> {
                codes.merge(code(client), 1, Integer::sum);
                return health(pods) != Health.HEALTHY;
              });
      assertThat(codes.get(503)).isGreaterThanOrEqualTo(5);

      answers(pods, 200);
      await()
          .atMost(SOON)
          .until(
              () -> {
                assertThat(code(client)).isEqualTo(200);
                return health(pods) == Health.HEALTHY;
              });
    }
  }
}
