package dev.fairlead.e2e;

import static dev.fairlead.e2e.Manifests.deployment;
import static dev.fairlead.e2e.Manifests.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What happens to requests while the API server is away, and whether the set is right afterwards.
 */
@OnLab
class FaultsE2E {
  private static final String TARGET = "web." + Cluster.NAMESPACE + ":http";

  private final Cluster cluster = Cluster.get();
  private final Parity web = new Parity(cluster, "web", "http");

  @BeforeEach
  void fourPodsUnderLoad() {
    cluster.clear();
    cluster.apply(deployment("web", 4, Map.of()) + service(""));
    web.onceEveryNode("four", answer -> Parity.count(answer) == 4);
    cluster.onAllNodes(probe -> probe.ask("load " + TARGET));
  }

  /** Ends the load, then changes the Service: the set has to follow. */
  private void noRequestFailedAndTheSetIsRightAgain(String fault) {
    List<String> loads = cluster.onAllNodes(probe -> probe.ask("unload " + TARGET));
    System.out.println("E2E fault " + fault + ": " + loads);
    assertThat(loads).allSatisfy(load -> assertThat(load).matches("requests=\\d{3,} failures=0"));
    cluster.kubectl("scale", "deployment/web", "--replicas=6");
    web.onceEveryNode("six", answer -> Parity.count(answer) == 6)
        .andKubeProxyDoesToo(cluster.field("service", "web", ".spec.clusterIP"), 80);
  }

  @Test
  void theApiServerIsRestarted() {
    Lab.run("fault", "stop-api");
    Lab.run("fault", "start-api");
    noRequestFailedAndTheSetIsRightAgain("restart");
  }

  @Test
  void theHistoryOfTheApiServerIsGone() {
    Lab.run("fault", "gone");
    noRequestFailedAndTheSetIsRightAgain("compacted and restarted (410)");
  }

  @Test
  void theApiServerIsPausedForTwentySeconds() {
    Lab.run("fault", "pause");
    try {
      CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS))
          .join();
    } finally {
      Lab.run("fault", "resume");
    }
    noRequestFailedAndTheSetIsRightAgain("paused for 20 s");
  }
}
