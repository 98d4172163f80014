package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One of four pods fails while Kubernetes calls it ready: eight threads without pause with
 * Fairlead, and eight through the cluster IP beside them.
 */
@OnLab
class FailingPodsE2E {
  private static final int PODS = 4;
  private static final int THREADS = 8;
  private static final int WARM = 400;

  /** What a pod takes: long enough that the clients leave the machine some room. */
  private static final String DELAY = "20";

  /**
   * Of connecting, reading and writing, at both sides: a pod that answers is not slower, however
   * busy the machine is.
   */
  private static final String TIMEOUT = ",timeout=5000";

  /** Time-outs, an ejection, and the call that tries the pod again. */
  private static final Duration SILENT = Duration.ofSeconds(25);

  private static final Duration FIRST_SECOND = Duration.ofSeconds(1);
  private static final Duration FAILING = Duration.ofSeconds(12);

  private final Cluster cluster = Cluster.get();
  private final WebPods web = new WebPods(cluster);

  @AfterEach
  void everythingPasses() {
    Lab.run("fault", "undrop");
  }

  /** Both clients, warm and under load, and the pod that is about to fail. */
  private final class Beside implements AutoCloseable {
    final LoadClient fairlead = LoadClient.fairlead("p2c" + TIMEOUT, "http/1.1");
    final LoadClient clusterIp = LoadClient.clusterIp(cluster, "http/1.1", "plain" + TIMEOUT);
    final String pod;

    Beside() {
      fairlead.run(THREADS, WARM);
      fairlead.load(THREADS);
      clusterIp.load(THREADS);
      await().atMost(Cluster.PATIENCE).until(() -> clusterIp.figures().requests() >= WARM);
      pod = busiest(clusterIp.figures());
    }

    void mark() {
      clusterIp.mark();
      fairlead.mark();
    }

    /** Ends the load of both, and prints what became of the calls before the mark and after. */
    void stop(String how, String before, String after) {
      LoadResult last = fairlead.stop();
      LoadResult lastByClusterIp = clusterIp.stop();
      print(how + ", Fairlead, " + before, fairlead.former());
      print(how + ", cluster IP, " + before, clusterIp.former());
      print(how + ", Fairlead, " + after, last);
      print(how + ", cluster IP, " + after, lastByClusterIp);
      print(how + ", Fairlead was told", String.valueOf(fairlead.leftOut()));
      failures(fairlead).limit(3).forEach(failure -> print(how + ", Fairlead failed", failure));
      failures(clusterIp).limit(3).forEach(failure -> print(how + ", cluster IP failed", failure));
    }

    @Override
    public void close() {
      fairlead.close();
      clusterIp.close();
    }
  }

  /** The pod that a client has most connections to, so that it feels what becomes of it. */
  private static String busiest(LoadResult result) {
    return result.pods().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  /** Of the whole load. */
  private static Stream<String> failures(LoadClient client) {
    return Stream.of(client.formerFailures(), client.failures()).flatMap(List::stream);
  }

  private static long answers503(LoadResult result) {
    return result.statuses().getOrDefault("503", 0L);
  }

  private static void print(String what, LoadResult result) {
    System.out.printf(
        "E2E health %s: %s, errors %.2f %%, by pod %s, by status %s%n",
        what, result, 100 * result.errorShare(), result.pods(), result.statuses());
  }

  private static void print(String what, String text) {
    System.out.printf("E2E health %s: %s%n", what, text);
  }

  /**
   * Only calls that were at the pod when it fell silent may time out, and those that it was tried
   * with since. Where it is not known yet that nothing comes back, others join those in flight.
   */
  @Test
  void aPodThatFallsSilentCostsLittleMoreThanTheCallsItHas() {
    web.start(PODS, Map.of("lab/delay-ms", DELAY));
    try (Beside clients = new Beside()) {
      String address = web.addressOf(clients.pod);
      Lab.run("fault", "drop", address);
      clients.mark();
      Cluster.pass(SILENT);
      clients.stop("one pod of four falls silent", "before and at that moment", "from then on");
      List<String> failures = failures(clients.fairlead).toList();
      print("one pod of four falls silent, Fairlead", failures.size() + " calls timed out");
      assertThat(failures)
          .as("calls that failed, all at the silent pod")
          .allMatch(failure -> failure.contains("/" + address + ":"))
          .as("at most so many: two rounds of all threads")
          .hasSizeLessThanOrEqualTo(2 * THREADS);
      assertThat(failures(clients.clusterIp)).as("the pod is silent").isNotEmpty();
    }
  }

  @Test
  void aPodThatAnswers503AtOnceDrawsHardlyAnyCall() {
    web.start(PODS, Map.of("lab/delay-ms", DELAY));
    try (Beside clients = new Beside()) {
      web.annotate(clients.pod, "lab/delay-ms=0", "lab/status=503");
      await()
          .atMost(Cluster.PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> clients.clusterIp.figures().statuses().containsKey("503"));
      Cluster.pass(FIRST_SECOND);
      clients.mark();
      Cluster.pass(FAILING);
      LoadResult after = clients.fairlead.figures();
      clients.stop("one pod of four answers 503 at once", "up to its first second", "after that");
      assertThat(answers503(clients.fairlead.former()) + answers503(after))
          .as("503 at most: five in a row, those beside them, and calls that try it again")
          .isBetween(1L, 3L * THREADS);
    }
  }
}
