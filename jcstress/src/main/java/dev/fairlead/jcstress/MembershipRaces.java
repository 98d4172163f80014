package dev.fairlead.jcstress;

import static dev.fairlead.api.Outcome.SUCCESS;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Pick;
import dev.fairlead.fakes.Slices;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;

/**
 * Does a request that outlives its endpoint's place in the set leave anything behind? Results: in
 * flight over all counters there ever were, what was counted.
 */
public final class MembershipRaces {
  private static final EndpointRecord STAYS = Slices.ready("10.1.0.2", "node-0");
  private static final EndpointRecord LEAVES = Slices.ready("10.1.0.1", "node-0");

  private MembershipRaces() {}

  /** A whole request while an endpoint is removed. */
  @JCStressTest
  @State
  @Outcome(id = "0, SUCCESS", expect = ACCEPTABLE, desc = "Counted once.")
  @Outcome(expect = FORBIDDEN, desc = "Counted twice or not at all.")
  public static class RemovedWhilePicked {
    private final ObservedBalancer observed = new ObservedBalancer(LEAVES, STAYS);

    @Actor
    public void request() {
      observed.balancer().pick().complete(SUCCESS);
    }

    @Actor
    public void control() {
      observed.becomes(STAYS);
    }

    @Arbiter
    public void left(IL_Result result) {
      observed.left(result);
    }
  }

  /** A request ends while its endpoint is removed and comes back with new counters. */
  @JCStressTest
  @State
  @Outcome(id = "0, SUCCESS", expect = ACCEPTABLE, desc = "Counted once.")
  @Outcome(expect = FORBIDDEN, desc = "Counted twice or not at all.")
  public static class RemovedAndAddedWhileInFlight {
    private final ObservedBalancer observed = new ObservedBalancer(LEAVES, STAYS);
    private final Pick pick = observed.balancer().pick();

    @Actor
    public void request() {
      pick.complete(SUCCESS);
    }

    @Actor
    public void control() {
      observed.becomes(STAYS);
      observed.becomes(LEAVES, STAYS);
    }

    @Arbiter
    public void left(IL_Result result) {
      observed.left(result);
    }
  }

  /** A whole request while an endpoint is removed and comes back. */
  @JCStressTest
  @State
  @Outcome(id = "0, SUCCESS", expect = ACCEPTABLE, desc = "Counted once.")
  @Outcome(expect = FORBIDDEN, desc = "Counted twice or not at all.")
  public static class RemovedAndAddedWhilePicked {
    private final ObservedBalancer observed = new ObservedBalancer(LEAVES, STAYS);

    @Actor
    public void request() {
      observed.balancer().pick().complete(SUCCESS);
    }

    @Actor
    public void control() {
      observed.becomes(STAYS);
      observed.becomes(LEAVES, STAYS);
    }

    @Arbiter
    public void left(IL_Result result) {
      observed.left(result);
    }
  }
}
