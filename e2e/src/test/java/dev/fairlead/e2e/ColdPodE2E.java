package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A fifth pod comes to four that are under load, and is slow for its first twenty seconds: with
 * Fairlead, with Fairlead without slow start, and through the cluster IP on connections that are
 * kept, which never reach it, and on a new one for each call, which reach it like the others.
 */
@OnLab
class ColdPodE2E {
  private static final int PODS = 4;
  private static final int THREADS = 4;
  private static final int WARM = 200;
  private static final Duration COLD = Duration.ofSeconds(20);
  private static final Duration WARM_AGAIN = Duration.ofSeconds(15);
  private static final String WARM_DELAY = "lab/delay-ms=20";
  private static final String COLD_DELAY = "200";

  private final Cluster cluster = Cluster.get();
  private final WebPods web = new WebPods(cluster);

  private Map<String, LoadClient> clients() {
    Map<String, LoadClient> clients = new LinkedHashMap<>();
    clients.put("Fairlead", LoadClient.fairlead("p2c", "http/1.1"));
    clients.put(
        "Fairlead without slow start", LoadClient.fairlead("p2c,no-slow-start", "http/1.1"));
    clients.put("cluster IP", LoadClient.clusterIp(cluster, "http/1.1"));
    clients.put(
        "cluster IP, a connection for each call",
        LoadClient.clusterIp(cluster, "http/1.1", "plain,fresh"));
    return clients;
  }

  @Test
  void aPodThatIsColdAtFirstIsCalledLittleAndThenLikeTheOthers() {
    web.start(PODS, Map.of("lab/delay-ms", "20"));
    Set<String> before = web.names();
    Map<String, LoadClient> clients = clients();
    try {
      clients.values().forEach(client -> client.run(THREADS, WARM));
      clients.values().forEach(client -> client.load(THREADS));
      cluster.apply(
          Manifests.deployment("late", "web", 1, 8080, Map.of("lab/delay-ms", COLD_DELAY)));
      web.has(PODS + 1);
      clients.values().forEach(LoadClient::mark);
      Cluster.pass(COLD);
      String late = onlyNew(before, web.names());
      Map<String, LoadResult> cold = figures(clients);
      web.annotate(late, WARM_DELAY);
      clients.values().forEach(LoadClient::mark);
      Cluster.pass(WARM_AGAIN);
      Map<String, LoadResult> warm = new LinkedHashMap<>();
      clients.forEach((name, client) -> warm.put(name, client.stop()));
      report("cold for 20 s", cold, late);
      report("the next 15 s", warm, late);
      assertThat(share(cold, "Fairlead", late)).as("share while cold").isLessThan(0.1);
      assertThat(share(cold, "cluster IP, a connection for each call", late))
          .as("share by new connections")
          .isGreaterThan(share(cold, "Fairlead", late));
      assertThat(Objects.requireNonNull(warm.get("Fairlead")).pods())
          .as("called once warm")
          .containsKey(late);
      clients.forEach((name, client) -> assertThat(client.failures()).as(name).isEmpty());
    } finally {
      clients.values().forEach(LoadClient::close);
    }
  }

  private static String onlyNew(Set<String> before, Set<String> now) {
    return now.stream().filter(pod -> !before.contains(pod)).findFirst().orElseThrow();
  }

  private static Map<String, LoadResult> figures(Map<String, LoadClient> clients) {
    Map<String, LoadResult> figures = new LinkedHashMap<>();
    clients.forEach((name, client) -> figures.put(name, client.figures()));
    return figures;
  }

  private static double share(Map<String, LoadResult> results, String name, String pod) {
    LoadResult result = Objects.requireNonNull(results.get(name));
    return result.pods().getOrDefault(pod, 0L) / (double) result.requests();
  }

  private static void report(String when, Map<String, LoadResult> results, String late) {
    results.forEach(
        (name, result) ->
            System.out.printf(
                "E2E health a pod joins four, %s, %s: %s, %.1f %% of them at the new pod%n",
                when, name, result, 100 * share(results, name, late)));
  }
}
