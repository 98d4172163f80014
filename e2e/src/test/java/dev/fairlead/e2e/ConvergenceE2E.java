package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.pod;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How long after an API change an endpoint can still be picked, next to a raw watch in the same JVM
 * and to how long new connections through the cluster IP still reach it. It reports; only the fact
 * that all end is asserted.
 *
 * <p>The pods belong to no Deployment: it would make a new one for each that leaves, in the very
 * moment that is measured.
 */
@OnLab
class ConvergenceE2E {
  private static final int CHANGES = Integer.getInteger("fairlead.e2e.changes", 10);
  private static final List<String> PODS = List.of("web-a", "web-b", "web-c");
  private static final String OTHER = "other-b";
  private static final String TARGET = "web." + Cluster.NAMESPACE + ":http";

  /**
   * Between two writes of rules: kube-proxy writes at most once a second, and would else be asked
   * to write while it may not.
   */
  private static final Duration APART = Duration.ofMillis(1_200);

  private final Cluster cluster = Cluster.get();
  private final NodeProbe probe = cluster.probe("node-0");

  @BeforeEach
  void threePodsAndAnotherService() {
    cluster.clear();
    StringBuilder manifests = new StringBuilder(service(""));
    manifests.append(
        service("other", "selector: {app: other}, ports: [{name: http, port: 80}]", ""));
    PODS.forEach(name -> manifests.append(pod(name, "web")));
    manifests.append(pod("other-a", "other")).append(pod(OTHER, "other"));
    cluster.apply(manifests.toString());
    cluster.kubectl("wait", "--for=condition=Ready", "pod", "--all", Cluster.TIMEOUT);
    onceThree();
  }

  @Test
  void onAnIdleCluster() {
    measure("idle");
  }

  @Test
  void whileAnotherServiceChangesTwiceASecond() {
    AtomicLong number = new AtomicLong();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      Future<?> changes =
          timer.scheduleAtFixedRate(
              () -> label(OTHER, number.incrementAndGet() % 2 == 0 ? "other" : null),
              0,
              500,
              TimeUnit.MILLISECONDS);
      measure("another Service changes twice a second");
      assertThat(changes).as("the changes of the other Service").isNotDone();
    } finally {
      timer.shutdownNow();
    }
  }

  private long label(String pod, @Nullable String app) {
    return cluster.label(pod, "app", app);
  }

  private void measure(String setting) {
    removal(PODS.get(0)); // uncounted: loads the classes of both sides, opens the raw watch
    List<Times> all = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      all.add(removal(PODS.get(i % PODS.size())));
    }
    report(setting, all);
    assertThat(all).as("an endpoint that never left").allMatch(Times::ended);
  }

  /** Milliseconds from the moment the API call is sent. */
  private record Times(double watch, double pick, double connection) {
    /** The probe's patience is longer. */
    private static final double LONGEST = 60_000;

    boolean ended() {
      return watch < LONGEST && pick < LONGEST && connection < LONGEST;
    }
  }

  private Times removal(String pod) {
    String endpoint = cluster.field("pod", pod, ".status.podIP") + ":8080";
    String host = cluster.field("service", "web", ".spec.clusterIP");
    Cluster.pass(APART);
    probe.ask("leaving " + TARGET + " " + endpoint + " " + host + " 80");
    long sent = label(pod, null);
    String[] last = probe.ask("gone").split(" ", -1);
    Cluster.pass(APART);
    label(pod, "web");
    onceThree();
    return new Times(millis(sent, last[0]), millis(sent, last[1]), millis(sent, last[2]));
  }

  private static double millis(long sent, String micros) {
    return (Long.parseLong(micros) - sent) / 1e3;
  }

  private void onceThree() {
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> probe.ask("selection " + TARGET).split(",", -1).length == PODS.size());
  }

  private static void report(String setting, List<Times> all) {
    System.out.printf("E2E label removed, %s (n=%d), ms:%n", setting, all.size());
    line("raw watch in the same JVM", all.stream().mapToDouble(Times::watch).toArray());
    line("last pick", all.stream().mapToDouble(Times::pick).toArray());
    line(
        "last pick after the raw watch", all.stream().mapToDouble(t -> t.pick - t.watch).toArray());
    line(
        "last new connection through the cluster IP",
        all.stream().mapToDouble(Times::connection).toArray());
  }

  private static void line(String what, double[] millis) {
    double[] sorted = Arrays.stream(millis).sorted().toArray();
    System.out.printf(
        "E2E   %-44s median %.1f, p90 %.1f, p99 %.1f, max %.1f%n",
        what, rank(sorted, 0.5), rank(sorted, 0.9), rank(sorted, 0.99), rank(sorted, 1));
  }

  /** The smallest of which so large a share is not larger. */
  private static double rank(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
  }
}
