package dev.fairlead.samples.quickstart;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.testkit.SliceEndpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;

/** What a pick costs when a Service is large. Nothing is sent, and nobody listens there. */
final class ManyEndpoints {
  private static final String NAMESPACE = "crowd";
  private static final int FEW = 10;
  private static final int MANY = 10_000;

  /** Long beside what reading the clock takes, short beside what the scheduler takes away. */
  private static final int PICKS_A_ROUND = 20_000;

  private static final int WARM_UP_ROUNDS = 49;
  private static final int ROUNDS = 51;

  private final EmbeddedShop shop;
  private final Stage stage;

  ManyEndpoints(EmbeddedShop shop, Stage stage) {
    this.shop = shop;
    this.stage = stage;
  }

  void play() throws InterruptedException {
    stage.title(9, "10,000 endpoints in 100 slices: the time of a pick, next to 10 endpoints");
    LoadBalancer few = balancer("small", FEW);
    LoadBalancer many = balancer("large", MANY);
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      pickAndComplete(few);
      pickAndComplete(many);
    }
    compare(few, many);
    expectEven(few, FEW);
    expectEven(many, MANY);
  }

  /**
   * In turns, so that what else this machine does meets both alike; of all rounds the median, so
   * that a round in which this thread had to wait does not count.
   */
  private void compare(LoadBalancer few, LoadBalancer many) {
    long[] fewNanos = new long[ROUNDS];
    long[] manyNanos = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      fewNanos[round] = pickAndComplete(few);
      manyNanos[round] = pickAndComplete(many);
    }
    double fewMean = medianRound(fewNanos) / PICKS_A_ROUND;
    double manyMean = medianRound(manyNanos) / PICKS_A_ROUND;
    stage.say(String.format("%,6d endpoints %8.0f ns for a pick and its completion", FEW, fewMean));
    stage.say(String.format("%,6d endpoints %8.0f ns", MANY, manyMean));
    stage.say(
        String.format(
            "%.1f times (means of %,d picks, of %d rounds the median, one thread, in this run)",
            manyMean / fewMean, PICKS_A_ROUND, ROUNDS));
  }

  private static double medianRound(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
  }

  private LoadBalancer balancer(String name, int count) throws InterruptedException {
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String node = shop.nodes().get(i % shop.nodes().size());
      String address = "10.1." + i / 250 + "." + (i % 250 + 1);
      endpoints.add(
          SliceEndpoint.of(address, node, EmbeddedShop.ZONE, name + "-" + i)
              .withPort("http", Shop.TARGET_PORT));
    }
    shop.publish(NAMESPACE, name, Shop.TARGET_PORT, endpoints);
    LoadBalancer balancer =
        stage.fairlead.loadBalancer(Target.parse(name + "." + NAMESPACE + ":http"));
    stage.await(
        count + " endpoints of " + balancer.target(),
        () ->
            balancer.selection() instanceof Selection.Eligible eligible
                && eligible.endpoints().size() == count);
    return balancer;
  }

  /** One round; what it took, in nanoseconds. */
  private static long pickAndComplete(LoadBalancer balancer) {
    long began = System.nanoTime();
    for (int i = 0; i < PICKS_A_ROUND; i++) {
      try (Pick pick = balancer.pick()) {
        pick.complete(Outcome.SUCCESS);
      }
    }
    return System.nanoTime() - began;
  }

  /** Round robin: after any number of picks, no endpoint has had one more than the next. */
  private void expectEven(LoadBalancer balancer, int count) {
    LongSummaryStatistics picks = new LongSummaryStatistics();
    for (EndpointReport endpoint : balancer.report().endpoints()) {
      picks.accept(endpoint.outcomes().getOrDefault(Outcome.SUCCESS, 0L));
    }
    stage.say(
        String.format(
            "%,6d endpoints were picked, each %,d times at least and %,d at most",
            picks.getCount(), picks.getMin(), picks.getMax()));
    stage.check(
        picks.getCount() == count && picks.getMin() > 0 && picks.getMax() - picks.getMin() <= 1,
        "expected picks spread evenly over " + count + ", seen " + picks);
  }
}
