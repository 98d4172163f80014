package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All six pods of a Deployment are replaced one by one, under the full load of eight threads with
 * Fairlead, and of eight through the cluster IP beside them.
 */
@OnLab
class RollingRestartE2E {
  private static final int PODS = 6;
  private static final int THREADS = 8;
  private static final int WARM = 1_000;

  private final Cluster cluster = Cluster.get();
  private final WebPods web = new WebPods(cluster);

  /** As a pod is asked to end by docs/servers.md. */
  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2c"})
  void podsThatServeOnForAWhileFailNoRequest(String protocol) {
    web.start(PODS, 10_000);
    Both after = restarted("graceful, " + protocol, protocol, web::replaceOneByOne);
    assertThat(after.failures).as("failures with Fairlead").isEmpty();
  }

  /**
   * The pod closes its connections before anybody can be told. A GET on its way goes elsewhere; of
   * a POST whose body can be written once only, nobody can know what the pod did with it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2c"})
  void podsThatRefuseAtOnceFailNothingThatMayBeRepeated(String protocol) {
    web.start(PODS, 0);
    Both after = restarted("refusing at once, " + protocol, protocol, web::replaceOneByOne);
    assertThat(after.fairlead.unsent()).as("failures of which no byte was sent").isZero();
    assertThat(after.failures)
        .as("failures with Fairlead")
        .allMatch(failure -> failure.startsWith("POST sent, "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2c"})
  void podsThatAreKilledFailOnlyWhatWasSent(String protocol) {
    web.start(PODS, 1_000);
    Both after = restarted("killed, " + protocol, protocol, web::killOneByOne);
    assertThat(after.fairlead.unsent()).as("failures of which no byte was sent").isZero();
  }

  /** What the loads ended with. */
  private record Both(LoadResult fairlead, List<String> failures) {}

  private Both restarted(String how, String protocol, Runnable replacement) {
    Set<String> old = web.addresses();
    try (LoadClient fairlead = LoadClient.fairlead("p2c", protocol);
        LoadClient clusterIp = LoadClient.clusterIp(cluster, protocol)) {
      fairlead.run(THREADS, WARM);
      clusterIp.run(THREADS, WARM);
      clusterIp.load(THREADS);
      fairlead.load(THREADS);
      replacement.run();
      web.has(PODS);
      Both both = new Both(fairlead.stop(), fairlead.failures());
      report(how, both, fairlead, clusterIp);
      noSocketsTo(old, fairlead);
      Map<String, Integer> left = fairlead.endsWithoutSocketsToPods();
      System.out.printf("E2E okhttp %s: open sockets after the end: %s%n", how, left);
      return both;
    }
  }

  private static void report(String how, Both both, LoadClient fairlead, LoadClient clusterIp) {
    System.out.printf("E2E okhttp %s: Fairlead: %s%n", how, both.fairlead);
    System.out.printf("E2E okhttp %s: Fairlead's slowest: %s%n", how, fairlead.slowest());
    System.out.printf("E2E okhttp %s: cluster IP: %s%n", how, clusterIp.stop());
    System.out.printf("E2E okhttp %s: cluster IP's slowest: %s%n", how, clusterIp.slowest());
    both.failures.forEach(
        failure -> System.out.printf("E2E okhttp %s: failed, %s%n", how, explained(failure)));
    clusterIp.failures().stream()
        .limit(3)
        .forEach(
            failure -> System.out.printf("E2E okhttp %s: cluster IP failed: %s%n", how, failure));
  }

  private static String explained(String failure) {
    String why =
        failure.contains(" unsent, ")
            ? "no pod was reached: "
            : failure.startsWith("POST")
                ? "the pod ended before it answered, and the body can be written once only: "
                : "the pod ended before it answered: ";
    return why + failure;
  }

  private void noSocketsTo(Collection<String> old, LoadClient client) {
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(client.sockets().keySet())
                    .as("sockets to pods that are gone")
                    .matches(open -> Collections.disjoint(open, old)));
  }
}
