package dev.fairlead.samples.quickstart;

import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Reason;
import dev.fairlead.okhttp.ServiceUnreachableException;
import dev.fairlead.samples.quickstart.Shop.RunningPod;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** The scenes, in order; each goes on where the one before ended. */
final class Scenes {
  private static final String NOT_ON_A_CLUSTER =
      "(7), (9) and (10) are not played on a cluster: its pods only echo, 10,000 endpoints would"
          + " burden every kube-proxy, and its API server is not ours to stop";

  private final Stage stage;
  private final Shop shop;
  private final List<String> nodes;

  private Scenes(Stage stage, Shop shop) {
    this.stage = stage;
    this.shop = shop;
    this.nodes = shop.nodes();
  }

  /** Plays all of them in {@code shop}; returns how many things were not as they should be. */
  static int play(Shop shop, PrintStream out) throws IOException, InterruptedException {
    try (Stage stage = new Stage(shop, out)) {
      new Scenes(stage, shop).playAll();
      out.printf(
          "%n%s%n",
          stage.differences() == 0
              ? "All " + stage.scenes() + " scenes as expected."
              : stage.differences() + " differences, marked above.");
      return stage.differences();
    }
  }

  private void playAll() throws IOException, InterruptedException {
    stage.title(1, "Service port 80 leads to target port 9876, with one replica, then two");
    shop.run("orders-0", nodes.get(0));
    stage.expectAnswersFrom("orders-0");
    RunningPod failing = shop.run("orders-1", nodes.get(1));
    stage.expectAnswersFrom("orders-0", "orders-1");

    stage.title(2, "Four pods on four nodes, requests from the third: all answer, evenly");
    RunningPod local = shop.run("orders-2", nodes.get(2));
    shop.run("orders-3", nodes.get(3));
    stage.expectAnswersFrom("orders-0", "orders-1", "orders-2", "orders-3");

    stage.title(3, "internalTrafficPolicy: Local: only the pod on the own node");
    shop.policy("Local");
    stage.expectAnswersFrom("orders-2");

    RunningPod moved = theLocalPodMoves(local);

    stage.title(5, "internalTrafficPolicy: Cluster again: all answer");
    shop.policy("Cluster");
    stage.expectAnswersFrom("orders-0", "orders-1", "orders-3", "orders-4");

    stage.title(6, "The label is taken off orders-4: no request reaches it, though it listens");
    theLabelIsTakenOff(moved);

    FailingPod failure = new FailingPod(shop, stage, failing, Set.of("orders-0", "orders-3"));
    if (shop instanceof EmbeddedShop embedded) {
      try (MutualCalls calls = new MutualCalls(embedded, stage)) {
        calls.play();
      }
      failure.play();
      new ManyEndpoints(embedded, stage).play();
      new ApiServerGone(embedded, stage).play();
    } else {
      failure.play();
      stage.remark(NOT_ON_A_CLUSTER);
    }
  }

  private RunningPod theLocalPodMoves(RunningPod local) throws IOException, InterruptedException {
    stage.title(
        4, "A taint moves that pod to the fourth node: the call fails at once and says why");
    shop.evict(local);
    RunningPod moved = shop.run("orders-4", nodes.get(3));
    stage.awaitNone(4);
    long began = System.nanoTime();
    try {
      stage.caller.get(stage.url);
      stage.check(false, "expected a failure, but a pod answered");
    } catch (ServiceUnreachableException e) {
      stage.say(String.format("failed after %.1f ms:", (System.nanoTime() - began) / 1e6));
      stage.say(String.valueOf(e.getMessage()));
      stage.check(
          e.getCause() instanceof NoEndpointException none
              && none.reason() == Reason.NO_LOCAL_ENDPOINTS
              && none.counts().ready() == 4
              && nodes.get(2).equals(none.location().node()),
          "expected NO_LOCAL_ENDPOINTS with 4 ready elsewhere");
    }
    return moved;
  }

  private void theLabelIsTakenOff(RunningPod moved) throws IOException, InterruptedException {
    shop.takeLabelOff(moved);
    stage.expectAnswersFrom("orders-0", "orders-1", "orders-3");
    String answer = stage.caller.get("http://" + moved.endpoint() + "/");
    stage.say("asked directly, orders-4 still answers: " + answer.contains("orders-4"));
    stage.check(answer.contains("orders-4"), "expected orders-4 to listen still");
  }
}
