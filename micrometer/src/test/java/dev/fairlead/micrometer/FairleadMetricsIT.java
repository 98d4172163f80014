package dev.fairlead.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Target;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole path: from a Kubernetes API over HTTP to the page that Prometheus reads. */
class FairleadMetricsIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final FairleadMetrics metrics =
      FairleadMetrics.builder(registry).endpointTags(true).build();
  private final Fairlead fairlead =
      Fairlead.builder()
          .kubernetes(new KubernetesApi.At(kubernetes.uri()))
          .location(new Location("node-1", "zone-a"))
          .policy(BalancingPolicy.roundRobin())
          .firstSyncWait(SOON)
          .listener(metrics)
          .build();

  @BeforeEach
  void aServiceWithTwoPods() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    endpoints("1", "2");
  }

  @AfterEach
  void close() {
    fairlead.close();
    metrics.close();
    kubernetes.close();
  }

  private void endpoints(String... numbers) {
    kubernetes.endpoints(
        "shop",
        "orders",
        Arrays.stream(numbers)
            .map(
                n ->
                    SliceEndpoint.of("10.1.0." + n, "node-" + n, "zone-a", "orders-" + n)
                        .withPort("http", 8080))
            .toList());
  }

  /** Waits for the line of a series of shop/orders:http; tags in the order of their names. */
  private void awaitLine(String name, String tags, String value) {
    String line = name + "{" + tags + "} " + value;
    await().atMost(SOON).untilAsserted(() -> assertThat(registry.scrape().lines()).contains(line));
  }

  @Test
  void whatHappensStandsOnThePage() {
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
    orders.pick().complete(Outcome.SUCCESS);
    orders.pick().complete(Outcome.SUCCESS);

    String target = "namespace=\"shop\",port=\"http\",";
    awaitLine("fairlead_endpoints", target + "service=\"orders\",state=\"ready\"", "2.0");
    awaitLine("fairlead_endpoints_eligible", target + "service=\"orders\"", "2.0");
    for (String locality : new String[] {"node", "zone"}) {
      awaitLine(
          "fairlead_picks_total",
          "locality=\"" + locality + "\"," + target + "result=\"success\",service=\"orders\"",
          "1.0");
    }
    awaitLine("fairlead_snapshot_age_seconds", target + "service=\"orders\"", "0.0");

    endpoints("2");
    awaitLine("fairlead_endpoints_eligible", target + "service=\"orders\"", "1.0");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(registry.scrape()).doesNotContain("10.1.0.1:8080"));
  }

  @Test
  void aWatchThatBeginsAnewIsCounted() {
    fairlead.loadBalancer(Target.parse("orders.shop:http")).pick().close();
    kubernetes.stop();
    endpoints("1"); // what the watches stood at is gone now, so they cannot be resumed
    kubernetes.restart();

    for (String resource : new String[] {"services", "endpointslices.discovery.k8s.io"}) {
      String series =
          "fairlead_watch_restarts_total{namespace=\"shop\",resource=\"" + resource + "\"} ";
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(registry.scrape().lines())
                      .anyMatch(line -> line.startsWith(series) && !line.endsWith(" 0.0")));
    }
  }

  @Test
  void prometheusKnowsTheMetersByItsOwnNames() {
    fairlead.loadBalancer(Target.parse("orders.shop:http")).pick().close();
    metrics.watchRestarted("shop", "services");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(types())
                    .containsExactlyInAnyOrder(
                        "fairlead_calls_by_name_total counter",
                        "fairlead_connect_failures_total counter",
                        "fairlead_ejections_total counter",
                        "fairlead_endpoint_in_flight gauge",
                        "fairlead_endpoint_picks_total counter",
                        "fairlead_endpoints gauge",
                        "fairlead_endpoints_eligible gauge",
                        "fairlead_panics_total counter",
                        "fairlead_picks_refused_total counter",
                        "fairlead_picks_total counter",
                        "fairlead_retries_refused_total counter",
                        "fairlead_retries_total counter",
                        "fairlead_snapshot_age_seconds gauge",
                        "fairlead_watch_restarts_total counter"));
  }

  private List<String> types() {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.substring("# TYPE ".length()))
        .toList();
  }

  @Test
  void afterClosingThePageIsEmpty() {
    fairlead.loadBalancer(Target.parse("orders.shop:http")).pick().close();
    awaitLine(
        "fairlead_endpoints_eligible",
        "namespace=\"shop\",port=\"http\",service=\"orders\"",
        "2.0");
    fairlead.close();
    metrics.close();

    assertThat(registry.scrape()).doesNotContain("fairlead");
  }
}
