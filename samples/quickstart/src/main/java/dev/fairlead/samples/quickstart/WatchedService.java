package dev.fairlead.samples.quickstart;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Service of a real cluster, called from a pod: what is selected, who answers, what changes. */
final class WatchedService {
  private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Fairlead fairlead;
  private final LoadBalancer balancer;
  private final PickingCaller caller = new PickingCaller();
  private final PrintStream out;

  WatchedService(Fairlead fairlead, Target target, PrintStream out) {
    this.fairlead = fairlead;
    this.balancer = fairlead.loadBalancer(target);
    this.out = out;
  }

  /**
   * Calls the Service {@code requests} times, now and after each of {@code changes} changes of what
   * is selected. Returns whether the last round was answered.
   */
  boolean run(int requests, int changes) throws IOException, InterruptedException {
    boolean answered = round(requests);
    for (int i = 0; i < changes; i++) {
      Selection former = balancer.selection();
      while (balancer.selection().equals(former)) {
        LockSupport.parkNanos(GLANCE_NANOS);
      }
      answered = round(requests);
    }
    return answered;
  }

  private boolean round(int requests) throws IOException, InterruptedException {
    try {
      Tally tally = caller.call(balancer, requests);
      Location here = fairlead.location();
      String tier =
          balancer.selection() instanceof Selection.Eligible eligible
              ? eligible.tier() + ", " + eligible.endpoints().size() + " endpoints"
              : "changing";
      out.printf(
          "%n%s from node %s, zone %s: %s%n", balancer.target(), here.node(), here.zone(), tier);
      tally.print(out);
      return true;
    } catch (NoEndpointException e) {
      out.printf("%n%s%n", e.getMessage());
      return false;
    }
  }
}
