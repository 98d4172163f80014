package dev.fairlead.samples.quickstart;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.samples.quickstart.Shop.RunningPod;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One of several pods fails while Kubernetes calls it ready; the others carry on, and it gets no
 * calls until one has shown that it answers again.
 */
final class FailingPod {
  private final Shop shop;
  private final Stage stage;
  private final RunningPod pod;
  private final Set<String> others;
  private final LoadBalancer orders;
  private final Caller caller;

  /**
   * @param pod the one that is to fail
   * @param others those that answer beside it
   */
  FailingPod(Shop shop, Stage stage, RunningPod pod, Set<String> others) {
    this.shop = shop;
    this.stage = stage;
    this.pod = pod;
    this.others = others;
    this.orders = stage.orders;
    this.caller = Caller.repeatingWith(stage.fairlead);
  }

  void play() throws InterruptedException {
    stage.title(
        8, "One pod fails, the others carry on: a failed attempt is made again at another pod");
    shop.answerErrors(pod);
    expectAnswersFromTheOthers("answers errors");
    shop.heal(pod);
    stage.await(pod + " to be used again", this::isUsedAgain);
    shop.breakConnections(pod);
    expectAnswersFromTheOthers("takes no requests");
    shop.heal(pod);
    stage.await(pod + " to be used again", this::isUsedAgain);
    stage.say(pod.name() + " answers again: one call has shown it");
  }

  private void expectAnswersFromTheOthers(String state) throws InterruptedException {
    stage.await(pod + " to fail", () -> !podAnswers());
    Map<Outcome, Long> before = failures();
    Tally tally = new Tally();
    for (int i = 0; i < Stage.REQUESTS; i++) {
      tally.count(() -> caller.get(stage.url));
    }
    stage.await(pod + " to be left out", this::isLeftOut); // judged on a thread of its own
    Map<Outcome, Long> failed = failures();
    before.forEach((outcome, count) -> failed.merge(outcome, -count, Long::sum));
    failed.values().removeIf(count -> count == 0);
    stage.say(
        String.format(
            "%s %s: %d calls, %d failed; attempts that failed and went elsewhere: %s; then it was %s",
            pod.name(), state, Stage.REQUESTS, tally.failures(), failed, health()));
    stage.show(tally);
    stage.check(
        tally.failures() == 0 && tally.pods().equals(others) && !failed.isEmpty() && isLeftOut(),
        "expected all answers from "
            + others
            + " after failed attempts, and the pod left out; answered "
            + tally);
  }

  /** What Fairlead's own experience with the pod says. */
  private String health() {
    return orders.report().endpoints().stream()
        .filter(one -> one.endpoint().toString().equals(pod.endpoint().toString()))
        .map(one -> one.health().toString().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("gone");
  }

  private boolean isLeftOut() {
    return !health().equals("healthy");
  }

  /** Calls until one that is let through to the pod has succeeded. */
  private boolean isUsedAgain() throws InterruptedException {
    new Tally().count(() -> caller.get(stage.url));
    return !isLeftOut() && podAnswers();
  }

  private boolean podAnswers() {
    try {
      caller.get("http://" + pod.endpoint() + "/");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Attempts so far that the pods are to blame for. */
  private Map<Outcome, Long> failures() {
    Map<Outcome, Long> counts = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.SUCCESS) {
        for (Locality locality : Locality.values()) {
          counts.merge(outcome, orders.totals().completed(outcome, locality), Long::sum);
        }
      }
    }
    return counts;
  }
}
