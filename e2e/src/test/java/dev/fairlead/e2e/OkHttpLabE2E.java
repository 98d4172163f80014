package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An OkHttp client with Fairlead on a node, while what it calls changes. */
@OnLab
class OkHttpLabE2E {
  private static final int THREADS = 4;
  private static final int CALLS = 2_000;

  private final Cluster cluster = Cluster.get();
  private final Parity web = new Parity(cluster, "web", "http");

  @BeforeEach
  void anEmptyNamespace() {
    cluster.clear();
  }

  private void webWith(int replicas, String spec) {
    cluster.apply(deployment("web", replicas, Map.of()) + service(spec));
  }

  private void has(int pods) {
    web.onceEveryNode(pods + " pods", answer -> Parity.count(answer) == pods);
  }

  private void scale(int replicas) {
    cluster.kubectl("scale", "deployment/web", "--replicas=" + replicas);
  }

  /** Names of the pods that the Service selects. */
  private Set<String> pods() {
    return Set.of(
        cluster
            .kubectl("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[*].metadata.name}")
            .trim()
            .split(" "));
  }

  private String podOn(String node, String path) {
    return cluster
        .kubectl(
            "get",
            "pods",
            "-l",
            "app=web",
            "--field-selector=spec.nodeName=" + node,
            "-o",
            "jsonpath={.items[0]" + path + "}")
        .trim();
  }

  private static LoadResult calls(String what, LoadClient client, int threads, int calls) {
    return told(what, client, client.run(threads, calls));
  }

  private static LoadResult told(String what, LoadClient client, LoadResult result) {
    System.out.printf("E2E okhttp %s: %s, by pod %s%n", what, result, result.pods());
    System.out.printf("E2E okhttp %s: slowest: %s%n", what, client.slowest());
    return result;
  }

  /** Waits until these pods answer and no other, and no call fails. */
  private static void answer(LoadClient client, Set<String> pods) {
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () -> {
              LoadResult result = client.run(THREADS, 200);
              assertThat(result.pods().keySet())
                  .as("of %s, %s", result, result.pods())
                  .isEqualTo(pods);
              assertThat(client.failures()).isEmpty();
            });
  }

  @Test
  void everyPodGetsItsShareAndTheTagSaysWhichOne() {
    webWith(4, "");
    has(4);
    try (LoadClient client = LoadClient.fairlead("round_robin", "http/1.1")) {
      LoadResult result = calls("spread", client, THREADS, CALLS);
      assertThat(client.failures()).isEmpty();
      assertThat(result.astray()).as("answers of another pod than the tag's").isZero();
      assertThat(result.pods().keySet()).isEqualTo(pods());
      assertThat(result.unevenness()).isLessThanOrEqualTo(1.05);
    }
  }

  @Test
  void withPolicyLocalOnlyTheLocalPodIsCalledAndNothingLocalIsAnErrorAtOnce() {
    webWith(4, "internalTrafficPolicy: Local");
    has(1);
    String local = podOn(LoadClient.NODE, ".metadata.name");
    try (LoadClient client = LoadClient.fairlead("p2c", "http/1.1")) {
      assertThat(calls("policy Local", client, THREADS, CALLS).pods()).containsOnlyKeys(local);
      cluster.kubectl("cordon", LoadClient.NODE);
      cluster.kubectl("delete", "pod", local);
      LoadResult none = refused("policy Local, nothing local", client);
      assertThat(none.pods()).as("pods that answered").isEmpty();
      assertThat(client.failures()).allMatch(failure -> failure.contains("Local"));
    } finally {
      cluster.kubectl("uncordon", LoadClient.NODE);
    }
  }

  /**
   * Once calls are refused: all of them, and nothing is sent. A call that fails at a pod that has
   * just ended, before anybody was told, is not refused yet.
   */
  private static LoadResult refused(String what, LoadClient client) {
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> client.run(1, 1).failures() == 1 && triedNobody(client.failures().get(0)));
    LoadResult none = calls(what, client, 1, 100);
    System.out.printf("E2E okhttp %s: %s%n", what, client.failures().get(0));
    assertThat(none.unsent()).as("failures of which no byte was sent").isEqualTo(100);
    return none;
  }

  /** Nothing happened on the wire. */
  private static boolean triedNobody(String failure) {
    return failure.endsWith(" [ended]");
  }

  /** A pod serves on for so long that a client on a busy machine hears of its end before. */
  @Test
  void scalingFromOneToFourToTwoIsFollowedWithoutAFailure() {
    cluster.apply(deployment("web", 1, Parity.drainFor(10)) + service(""));
    has(1);
    try (LoadClient client = LoadClient.fairlead("p2c", "http/1.1");
        LoadClient steady = LoadClient.fairlead("p2c", "h2c")) {
      answer(client, pods());
      steady.load(1);
      scale(4);
      has(4);
      answer(client, pods());
      scale(2);
      has(2);
      cluster.kubectl(
          "wait", "--for=jsonpath={.status.replicas}=2", "deployment/web", Cluster.TIMEOUT);
      await().atMost(Cluster.PATIENCE).until(() -> pods().size() == 2);
      answer(client, pods());
      told("scaled 1 to 4 to 2", steady, steady.stop());
      assertThat(steady.failures()).isEmpty();
    }
  }

  @Test
  void aPodThatLosesItsLabelIsCalledNoMoreAndItsConnectionsAreClosed() {
    webWith(4, "");
    has(4);
    String leaver = podOn("node-1", ".metadata.name");
    String address = podOn("node-1", ".status.podIP");
    try (LoadClient client = LoadClient.fairlead("p2c", "http/1.1")) {
      answer(client, pods());
      client.load(THREADS);
      await().atMost(Cluster.PATIENCE).until(() -> client.sockets().containsKey(address));
      cluster.label(leaver, "app", "left");
      await().atMost(Cluster.PATIENCE).until(() -> !client.sockets().containsKey(address));
      told("label removed", client, client.stop());
      assertThat(client.failures()).isEmpty();
      assertThat(client.run(THREADS, CALLS).pods()).doesNotContainKey(leaver);
    }
  }

  @Test
  void podsThatAreAllDeletedAtOnceServeOnUntilTheyAreReplaced() {
    cluster.apply(deployment("web", 4, Parity.drainFor(20)) + service(""));
    has(4);
    Set<String> old = pods();
    try (LoadClient client = LoadClient.fairlead("p2c", "http/1.1")) {
      answer(client, old);
      client.load(THREADS);
      cluster.kubectl("delete", "pods", "-l", "app=web"); // waits until they are gone
      has(4);
      told("all pods deleted", client, client.stop());
      assertThat(client.failures()).isEmpty();
      assertThat(client.run(THREADS, CALLS).pods().keySet()).doesNotContainAnyElementsOf(old);
    }
  }

  @Test
  void withoutAnyPodCallsFailAtOnceAndGoOnWhenOneIsThere() {
    webWith(2, "");
    has(2);
    try (LoadClient client = LoadClient.fairlead("p2c", "http/1.1")) {
      answer(client, pods());
      scale(0);
      refused("no pod", client);
      scale(2);
      has(2);
      answer(client, pods());
    }
  }
}
