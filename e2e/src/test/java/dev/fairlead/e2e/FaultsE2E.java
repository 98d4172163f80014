package dev.fairlead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rows of {@code docs/faults.md} for which the lab has a lever: what is told while the API
 * server or the way to it fails, what becomes of requests, and whether the set is right afterwards.
 */
@OnLab
class FaultsE2E {
  private final Cluster cluster = Cluster.get();
  private final List<NodeProbe> everywhere = cluster.probes();
  private ServiceUnderLoad web;

  @BeforeEach
  void fourPodsUnderLoad() {
    web = new ServiceUnderLoad(cluster);
  }

  /** Whatever a test that failed left behind, and what an outage leaves behind for a while. */
  @AfterEach
  void everythingPasses() {
    Lab.run("fault", "undrop");
    Lab.run("fault", "start-api");
    Controllers.areBack();
  }

  /** Connections to the API server are reset, on every node, until {@code undrop}. */
  private void resetEveryConnection() {
    everywhere.forEach(probe -> Lab.run("fault", "reset", probe.node()));
    web.stir();
    web.isTold("STALE(UNREACHABLE)", everywhere);
  }

  /** Two rows: those who are there, and one that comes while the API server is away. */
  @Test
  void theApiServerIsRestarted() {
    Lab.run("fault", "stop-api");
    try (NodeProbe newcomer = new NodeProbe("node-0", Cluster.ACCOUNT)) {
      web.is("PENDING(UNREACHABLE)", List.of(newcomer));
      web.isTold("STALE(UNREACHABLE)", everywhere);
      Lab.run("fault", "start-api");
      follows(newcomer, "PENDING(UNREACHABLE)", "absent-at-start");
    }
    web.recovers("restart");
  }

  @Test
  void theHistoryOfTheApiServerIsGone() {
    if (!Lab.refusal("fault", "gone").isEmpty()) {
      Lab.run("fault", "start-api"); // the port of the one that was killed was not free yet
    }
    web.isTold("STALE(UNREACHABLE)", everywhere);
    web.recovers("restart-410");
  }

  /** Less than what is noticed: a node whose Lease was not renewed for a minute loses its pods. */
  @Test
  void theApiServerIsPausedForTwentySeconds() {
    Lab.run("fault", "pause");
    try {
      Cluster.pass(Duration.ofSeconds(20));
    } finally {
      Lab.run("fault", "resume");
    }
    web.recovers("frozen for 20 s");
  }

  /**
   * On two nodes of four, since the pods of a node that is cut off for a minute are not ready: the
   * Service keeps those on the others.
   */
  @Test
  void nothingPassesOnTheConnectionsOfTwoNodes() {
    web.followsReadiness();
    List<NodeProbe> cut = everywhere.subList(0, 2);
    cut.forEach(probe -> Lab.run("fault", "drop", probe.node()));
    String left = web.onePodLeaves("node-3");
    web.isTold("STALE(SILENT)", cut);
    assertThat(cut)
        .allSatisfy(
            probe -> assertThat(probe.ask("selection " + ServiceUnderLoad.TARGET)).contains(left));
    assertThat(everywhere.subList(2, 4))
        .allSatisfy(probe -> assertThat(ServiceUnderLoad.told(probe)).isEmpty());
    Lab.run("fault", "undrop");
    web.is("LIVE", cut);
    web.lacks(left);
    web.hasEndpoints(4);
    web.recovers("half-open");
  }

  /** Two rows: a pod leaves and a slice is deleted while connections are reset and refused. */
  @Test
  void connectionsAreResetAndRefusedForAWhile() {
    cluster.apply(Manifests.pod("extra", "none"));
    cluster.kubectl("wait", "--for=condition=Ready", "pod/extra", Cluster.TIMEOUT);
    String extra = cluster.field("pod", "extra", ".status.podIP");
    cluster.apply(Manifests.slice("web-extra", "web", extra));
    web.hasEndpoints(5);
    resetEveryConnection();
    String left = web.onePodLeaves("node-2");
    cluster.kubectl("delete", "endpointslice", "web-extra");
    Lab.run("fault", "undrop");
    web.is("LIVE", everywhere);
    web.lacks(left);
    web.lacks(extra);
    web.hasEndpoints(4);
    web.recovers("reset, deleted-while-away");
  }

  /** Two rows: watches that are begun anew, and the first list of a newcomer. */
  @Test
  void theAccountMayNotWatchForAWhile() {
    cluster.kubectl("delete", "rolebinding", "lab-reader");
    refused("Forbidden", tokenOfTheProbes(), "get", "endpointslices", "-n", Cluster.NAMESPACE);
    try (NodeProbe newcomer = new NodeProbe("node-0", Cluster.ACCOUNT)) {
      try {
        web.is("PENDING(FORBIDDEN)", List.of(newcomer));
        resetEveryConnection();
        Lab.run("fault", "undrop");
        web.is("STALE(FORBIDDEN)", everywhere);
      } finally {
        Lab.run("reader", Cluster.NAMESPACE);
      }
      follows(newcomer, "PENDING(FORBIDDEN)", "list-403-at-start");
    }
    web.recovers("watch-403");
  }

  @Test
  void theTokenIsRevokedAndReplacedLater() {
    String token = tokenOfTheProbes();
    Lab.run("fault", "revoke-token", Cluster.ACCOUNT);
    try {
      refused("Unauthorized", token, "get", "--raw", "/version");
      resetEveryConnection(); // all have noticed: a watch that lives on is not asked for its token
      Lab.run("fault", "undrop");
      web.is("STALE(UNAUTHORIZED)", everywhere);
    } finally {
      Lab.run("reader", Cluster.NAMESPACE);
      Lab.run("fault", "rotate-token", Cluster.ACCOUNT);
    }
    web.recovers("watch-401");
  }

  /** Waits until the API server says so to this token: it takes a moment to know. */
  private static void refused(String how, String token, String... question) {
    List<String> line = new ArrayList<>(List.of("kubectl", "--token=" + token));
    line.addAll(List.of(question));
    await()
        .atMost(Cluster.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(Lab.refusal(line.toArray(String[]::new))).contains(how));
  }

  private static String tokenOfTheProbes() {
    String file = "/var/run/secrets/kubernetes.io/serviceaccount/token";
    return Lab.run("exec", "node-0", "--as-pod", Cluster.ACCOUNT, "--", "cat", file).trim();
  }

  /** The same endpoints as the probe that has been on that node all the time, and they answer. */
  private void follows(NodeProbe newcomer, String trouble, String fault) {
    web.isTold(trouble, "LIVE", newcomer);
    web.is("LIVE", List.of(newcomer));
    List<String> told = ServiceUnderLoad.told(newcomer);
    System.out.println("E2E fault " + fault + ", newcomer: told " + told);
    newcomer.ask("load " + ServiceUnderLoad.TARGET);
    web.hasEndpoints(4);
    String question = "selection " + ServiceUnderLoad.TARGET;
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(newcomer.ask(question))
                    .isEqualTo(cluster.probe(newcomer.node()).ask(question)));
    assertThat(newcomer.ask("unload " + ServiceUnderLoad.TARGET)).endsWith(" failures=0");
  }
}
