package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The three answers of one target on each node: Fairlead's, the rules', kube-proxy's. */
final class Parity {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int TRIES_WITHOUT_ANSWER = 3;

  private final Cluster cluster;
  private final String target;

  /** What all agreed on last, by number of node. */
  private List<String> agreed = List.of();

  /**
   * @param port name or number of the service port
   */
  Parity(Cluster cluster, String service, String port) {
    this.cluster = cluster;
    this.target = service + "." + Cluster.NAMESPACE + ":" + port;
  }

  /** Waits until Fairlead on every node selects what the rules say. */
  Parity fairleadFollowsTheRules() {
    await()
        .alias(target)
        .atMost(Cluster.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> agreed = compare());
    return this;
  }

  private List<String> compare() {
    Rules rules = Rules.now(cluster);
    List<String> expected =
        cluster.probes().stream().map(probe -> rules.select(target, probe.node())).toList();
    List<String> actual = cluster.onAllNodes(probe -> probe.ask("selection " + target));
    assertThat(actual).as("Fairlead next to the rules, %s", target).isEqualTo(expected);
    return expected;
  }

  /** Waits until what was agreed on looks like this: an answer for each node. */
  Parity onceEveryNode(String description, Predicate<String> test) {
    return onceTogether(description, answers -> answers.stream().allMatch(test));
  }

  /** Waits until what was agreed on looks like this: the answers of all nodes side by side. */
  Parity onceTogether(String description, Predicate<List<String>> test) {
    await()
        .alias(target + ": " + description)
        .atMost(Cluster.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              agreed = compare();
              assertThat(test.test(agreed)).as("%s: %s", description, agreed).isTrue();
            });
    return this;
  }

  /** New connections to {@code host:port} on each node reach exactly what was agreed on. */
  Parity andKubeProxyDoesToo(String host, int port) {
    await()
        .alias(target + " by " + host + ":" + port)
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () -> {
              agreed = compare();
              List<Set<String>> reached = cluster.onAllNodes(probe -> reached(probe, host, port));
              assertThat(compare()).as("what was agreed on, meanwhile").isEqualTo(agreed);
              List<Set<String>> expected = new ArrayList<>();
              for (String answer : agreed) {
                expected.add(asReached(answer));
              }
              assertThat(softened(reached, expected)).isEqualTo(expected);
            });
    return this;
  }

  private Set<String> reached(NodeProbe probe, String host, int port) {
    String answer = agreed.get(cluster.probes().indexOf(probe));
    int times = isReason(answer) ? TRIES_WITHOUT_ANSWER : connections(answer.split(",").length);
    return new TreeSet<>(probe.connect(host, port, times, TIMEOUT_MILLIS).keySet());
  }

  /**
   * So many that missing one of n equally likely pods has a chance below one in a thousand; whoever
   * misses one asks again.
   */
  static int connections(int n) {
    return (int) Math.ceil(n * (Math.log(n) + 7));
  }

  /** For a reason kube-proxy rejects or drops: either is fine, as long as nobody answers. */
  private static Set<String> asReached(String answer) {
    return isReason(answer) ? Set.of("nobody") : new TreeSet<>(Arrays.asList(answer.split(",")));
  }

  private static List<Set<String>> softened(List<Set<String>> reached, List<Set<String>> expected) {
    List<Set<String>> result = new ArrayList<>();
    for (int i = 0; i < reached.size(); i++) {
      boolean nobody = Set.of(DataPath.REFUSED, DataPath.SILENT).containsAll(reached.get(i));
      result.add(
          nobody && expected.get(i).equals(Set.of("nobody")) ? Set.of("nobody") : reached.get(i));
    }
    return result;
  }

  private static boolean isReason(String answer) {
    return Character.isUpperCase(answer.charAt(0));
  }

  /** What was agreed on, by number of node. */
  List<String> agreed() {
    return agreed;
  }

  /** How many endpoints one answer has. */
  static int count(String answer) {
    return isReason(answer) ? 0 : answer.split(",").length;
  }

  static Map<String, String> drainFor(int seconds) {
    return Map.of("lab/serve-after-delete-ms", Integer.toString(seconds * 1000));
  }
}
