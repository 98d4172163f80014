package dev.fairlead.samples.quickstart;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SlowStart;
import dev.fairlead.api.Target;
import dev.fairlead.spi.BalancingPolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Plays scenes: a caller on the third node, a shop that changes, and checks of what was shown. */
final class Stage implements AutoCloseable {
  static final int REQUESTS = 120;

  /** As the default, but for 1 s and not for 10 s: nobody wants to watch that. */
  private static final OutlierPolicy BACK_SOON =
      new OutlierPolicy(
          5, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(1), 30);

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  final Fairlead fairlead;

  /** What an application calls. */
  final String url;

  final Caller caller;

  /** What is shown and checked of it. */
  final LoadBalancer orders;

  private final PrintStream out;
  private int scenes;
  private int differences;

  Stage(Shop shop, PrintStream out) {
    this.out = out;
    this.fairlead =
        Fairlead.builder()
            .kubernetes(shop.api())
            .location(new Location(shop.nodes().get(2), null))
            .policy(BalancingPolicy.roundRobin()) // so that the counts can be told beforehand
            .slowStart(SlowStart.OFF)
            .outliers(BACK_SOON)
            .build();
    this.url = "http://orders." + shop.namespace() + ".svc/";
    this.caller = Caller.with(fairlead);
    this.orders = fairlead.loadBalancer(Target.parse("orders." + shop.namespace() + ":80"));
  }

  void title(int number, String text) {
    scenes++;
    out.printf("%n(%d) %s%n", number, text);
  }

  /** Something about the scenes, between them. */
  void remark(String text) {
    out.printf("%n%s%n", text);
  }

  void say(String text) {
    out.println("     " + text);
  }

  void show(Tally tally) {
    tally.print(out);
  }

  /** Waits until exactly these pods are selected, sends requests, shows and checks who answered. */
  void expectAnswersFrom(String... pods) throws IOException, InterruptedException {
    Set<String> expected = new TreeSet<>(Set.of(pods));
    long began = System.nanoTime();
    if (await("pods " + expected, () -> selected().equals(expected))) {
      say(String.format("known after %.1f ms", (System.nanoTime() - began) / 1e6));
    }
    Tally tally = caller.call(url, REQUESTS);
    show(tally);
    check(
        tally.pods().equals(expected) && tally.isEven(),
        "expected " + expected + " evenly, answered " + tally);
  }

  /** Waits until nothing may be called here, and so many endpoints are ready elsewhere. */
  void awaitNone(int elsewhere) throws InterruptedException {
    await(
        "nothing here and " + elsewhere + " elsewhere",
        () ->
            orders.selection() instanceof Selection.Empty empty
                && empty.counts().ready() == elsewhere);
  }

  /** Notes a difference between what was shown and what should have been. */
  void check(boolean asExpected, String otherwise) {
    if (!asExpected) {
      differences++;
      say("DIFFERENT: " + otherwise);
    }
  }

  int scenes() {
    return scenes;
  }

  int differences() {
    return differences;
  }

  /** Waits for what is about to be so; when it takes too long, notes that and returns false. */
  boolean await(String what, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        check(false, "waited in vain for " + what + "; of orders is known " + orders.selection());
        return false;
      }
      LockSupport.parkNanos(GLANCE_NANOS);
    }
    return true;
  }

  /** Something that can be looked at again and again. */
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  private Set<String> selected() {
    Set<String> names = new TreeSet<>();
    if (orders.selection() instanceof Selection.Eligible eligible) {
      for (Endpoint endpoint : eligible.endpoints()) {
        PodRef pod = endpoint.pod();
        names.add(pod == null ? endpoint.toString() : pod.name());
      }
    }
    return names;
  }

  @Override
  public void close() {
    fairlead.close();
  }
}
