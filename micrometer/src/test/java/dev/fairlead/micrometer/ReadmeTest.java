package dev.fairlead.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Route;
import dev.fairlead.api.Target;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.fakes.Slices;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README tells the truth: its example runs, its table lists the meters. */
class ReadmeTest extends MeteredTarget {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(fairlead[a-z.]+)` \\| (\\w+) \\| ([a-z, ]+) \\| .+ \\|$");

  @Test
  void theExampleWorks() {
    try (FakeKubernetes kubernetes = FakeKubernetes.start()) {
      kubernetes.service("shop", "orders").port("http", 80).apply();
      kubernetes.endpoints(
          "shop",
          "orders",
          List.of(
              SliceEndpoint.of("10.1.0.1", "node-0", "zone-a", "orders-1").withPort("http", 8080)));
      KubernetesApi api = new KubernetesApi.At(kubernetes.uri());
      // example
      MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT); // or yours
      FairleadMetrics metrics = new FairleadMetrics(registry);
      Fairlead fairlead =
          Fairlead.builder()
              .kubernetes(api) // in a pod: leave it out
              .listener(metrics)
              .build();

      LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
      orders.pick().complete(Outcome.SUCCESS);
      // end
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () ->
                  assertThat(((PrometheusMeterRegistry) registry).scrape().lines())
                      .anyMatch(
                          line ->
                              line.startsWith("fairlead_picks_total{")
                                  && line.contains("result=\"success\"")
                                  && line.endsWith(" 1.0")));
      fairlead.close();
      metrics.close();
    }
  }

  @Test
  void theReadmeShowsTheExampleThatRuns() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/dev/fairlead/micrometer/ReadmeTest.java"));
    String example =
        source.substring(source.indexOf("// example\n") + 11, source.indexOf("      // end\n"));
    assertThat(Files.readString(Path.of("README.md"))).contains(example.indent(-6));
  }

  @Test
  void theTableListsExactlyTheMetersThatAreRegisteredWithTheirTypesAndTags() throws Exception {
    metrics = FairleadMetrics.builder(registry).endpointTags(true).build();
    bypass = new Route.ByName(Route.Cause.SHADOW, "only watched");
    orders()
        .resolved(
            Slices.found(
                Slices.slice("orders-1", pod("10.1.0.1", "zone-a"), pod("10.1.0.2", "zone-b"))));
    metrics.watchRestarted("shop", "services");

    Set<String> registered = new TreeSet<>();
    for (Meter meter : registry.getMeters()) {
      registered.add(
          row(
              meter.getId().getName(),
              meter.getId().getType().name().toLowerCase(Locale.ROOT),
              meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toSet())));
    }
    assertThat(table()).isEqualTo(registered);
    assertThat(registered).hasSize(MeterName.values().length);
  }

  /** Hinted for its zone, so that there is somewhere to spill over to. */
  private static EndpointRecord pod(String address, String zone) {
    return new EndpointRecord(
        address,
        Conditions.READY,
        "node-0",
        zone,
        new TopologyHints(List.of(), List.of(zone)),
        PodRef.of("orders-" + address, "uid-" + address));
  }

  private static Set<String> table() throws Exception {
    Set<String> rows = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(row(row.group(1), row.group(2), Set.of(row.group(3).split(", "))));
      }
    }
    return rows;
  }

  private static String row(String name, String type, Set<String> tags) {
    return name + " " + type + " " + new TreeSet<>(tags);
  }
}
