package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.internal.conformance.ConformanceCase;
import dev.fairlead.internal.conformance.ConformanceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random changes of one Service: after each Fairlead selects what the rules say, and after every
 * tenth kube-proxy reaches just that. {@code -Dfairlead.e2e.seed=N} repeats a run, {@code
 * -Dfairlead.e2e.steps=N} sets its length.
 */
@OnLab
class DifferentialE2E {
  private static final int STEPS = Integer.getInteger("fairlead.e2e.steps", 300);
  private static final long SEED = Long.getLong("fairlead.e2e.seed", 20_261_122);

  private final Cluster cluster = Cluster.get();
  private final Parity web = new Parity(cluster, "web", "http");
  private final Random random = new Random(SEED);

  @AfterEach
  void nodesAreAsBefore() {
    for (int node = 0; node < Cluster.NODES; node++) {
      taint("node-" + node, false);
    }
  }

  @Test
  void afterEveryStepTheSetsAreEqual() {
    cluster.clear();
    cluster.apply(deployment("web", 4, Map.of()) + service(""));
    web.onceEveryNode("four", answer -> Parity.count(answer) == 4);
    String clusterIp = cluster.field("service", "web", ".spec.clusterIP");
    for (int step = 1; step <= STEPS; step++) {
      String change = change();
      try {
        web.fairleadFollowsTheRules();
        if (step % 10 == 0) {
          web.andKubeProxyDoesToo(clusterIp, 80);
        }
      } catch (RuntimeException e) {
        throw new AssertionError(report(step, change), e);
      }
    }
    System.out.println("E2E differential: seed " + SEED + ", " + STEPS + " steps, no difference");
  }

  @Test
  void theReportOfADifferenceCanBeReadAsAConformanceFile() throws IOException {
    cluster.clear();
    cluster.apply(deployment("web", 2, Map.of()) + service("internalTrafficPolicy: Local"));
    web.onceTogether("one pod on each of two nodes", DifferentialE2E::oneOnEachOfTwo);
    String vectors = Rules.now(cluster).vectors("web", "http");
    List<ConformanceCase> cases =
        ConformanceFile.read(new ByteArrayInputStream(vectors.getBytes(StandardCharsets.UTF_8)));

    assertThat(cases)
        .hasSize(Cluster.NODES)
        .allSatisfy(c -> assertThat(c.actual()).isEqualTo(c.expected()));
  }

  private static boolean oneOnEachOfTwo(List<String> answers) {
    List<Integer> counts = answers.stream().map(Parity::count).sorted().toList();
    return counts.equals(List.of(0, 0, 1, 1));
  }

  /** Seed and step to run it again, and the case as a conformance file beside the test reports. */
  private String report(int step, String change) {
    Path file = Path.of("target", "differential-" + SEED + "-" + step + ".json").toAbsolutePath();
    String vectors = Rules.now(cluster).vectors("web", "http");
    try {
      Files.writeString(file, vectors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "seed "
        + SEED
        + ", step "
        + step
        + " ("
        + change
        + "), as vectors in "
        + file
        + "\n"
        + vectors;
  }

  private String change() {
    return switch (random.nextInt(8)) {
      case 0 -> scale();
      case 1 -> label();
      case 2 -> delete();
      case 3 -> taint();
      case 4 -> patch("internalTrafficPolicy", pick("Cluster", "Local"));
      case 5 -> patch("trafficDistribution", pick("PreferSameZone", "PreferSameNode", null));
      default -> readiness();
    };
  }

  private @Nullable String pick(@Nullable String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String scale() {
    String replicas = Integer.toString(random.nextInt(13));
    cluster.kubectl("scale", "deployment/web", "--replicas=" + replicas);
    return "scale to " + replicas;
  }

  private String patch(String field, @Nullable String value) {
    String json = value == null ? "null" : "\"" + value + "\"";
    cluster.kubectl("patch", "service", "web", "-p", "{\"spec\":{\"" + field + "\":" + json + "}}");
    return field + " " + value;
  }

  private String label() {
    return onPod("label", "app-", "deployment-");
  }

  private String delete() {
    return onPod("delete", "--wait=false");
  }

  private String readiness() {
    return onPod("annotate", "--overwrite", "lab/ready=" + pick("true", "false"));
  }

  private String onPod(String verb, String... more) {
    String pods =
        cluster.kubectl("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[*].metadata.name}");
    if (pods.isBlank()) {
      return "nothing: no pod";
    }
    String pod = String.valueOf(pick(pods.trim().split(" ", -1)));
    String[] line = new String[more.length + 3];
    line[0] = verb;
    line[1] = "pod";
    line[2] = pod;
    System.arraycopy(more, 0, line, 3, more.length);
    try {
      cluster.kubectl(line);
    } catch (IllegalStateException e) {
      if (!String.valueOf(e.getMessage()).contains("NotFound")) {
        throw e;
      }
    }
    return String.join(" ", List.of(line));
  }

  private String taint() {
    return taint("node-" + random.nextInt(Cluster.NODES), random.nextInt(3) == 0);
  }

  private String taint(String node, boolean on) {
    try {
      cluster.kubectl(
          "taint",
          "node",
          node,
          on ? "fairlead-e2e=x:NoExecute" : "fairlead-e2e:NoExecute-",
          "--overwrite");
    } catch (IllegalStateException e) {
      if (!String.valueOf(e.getMessage()).contains("not found")) {
        throw e;
      }
    }
    return (on ? "taint " : "untaint ") + node;
  }
}
