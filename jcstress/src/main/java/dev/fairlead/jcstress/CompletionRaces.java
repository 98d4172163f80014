package dev.fairlead.jcstress;

import static dev.fairlead.api.Outcome.CONNECT_FAILURE;
import static dev.fairlead.api.Outcome.SERVER_FAILURE;
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
 * Is a pick counted exactly once, whatever ends it first? Results: in flight in the end, what was
 * counted.
 */
public final class CompletionRaces {
  private static final EndpointRecord LEAVES = Slices.ready("10.1.0.1", "node-0");
  private static final EndpointRecord COMES = Slices.ready("10.1.0.2", "node-0");

  private CompletionRaces() {}

  /** Two threads report, each something else. */
  @JCStressTest
  @State
  @Outcome(id = "0, SUCCESS", expect = ACCEPTABLE, desc = "The answer came first.")
  @Outcome(id = "0, SERVER_FAILURE", expect = ACCEPTABLE, desc = "The failure came first.")
  @Outcome(expect = FORBIDDEN, desc = "Counted twice or not at all.")
  public static class SuccessAgainstFailure {
    private final ObservedBalancer observed = new ObservedBalancer(LEAVES);
    private final Pick pick = observed.balancer().pick();

    @Actor
    public void success() {
      pick.complete(SUCCESS);
    }

    @Actor
    public void failure() {
      pick.complete(SERVER_FAILURE);
    }

    @Arbiter
    public void left(IL_Result result) {
      observed.left(result);
    }
  }

  /** A failure is noticed while the caller leaves the block. */
  @JCStressTest
  @State
  @Outcome(id = "0, CONNECT_FAILURE", expect = ACCEPTABLE, desc = "The failure came first.")
  @Outcome(id = "0, CANCELLED", expect = ACCEPTABLE, desc = "The caller left first.")
  @Outcome(expect = FORBIDDEN, desc = "Counted twice or not at all.")
  public static class FailureAgainstClose {
    private final ObservedBalancer observed = new ObservedBalancer(LEAVES);
    private final Pick pick = observed.balancer().pick();

    @Actor
    public void failure() {
      pick.complete(CONNECT_FAILURE);
    }

    @Actor
    public void close() {
      pick.close();
    }

    @Arbiter
    public void left(IL_Result result) {
      observed.left(result);
    }
  }

  /** Two requests to the same endpoint share its counters. */
  @JCStressTest
  @State
  @Outcome(id = "0, SUCCESS+SERVER_FAILURE", expect = ACCEPTABLE, desc = "Each counted once.")
  @Outcome(expect = FORBIDDEN, desc = "A count was lost.")
  public static class TwoRequests {
    private final ObservedBalancer observed = new ObservedBalancer(LEAVES);

    @Actor
    public void one() {
      observed.balancer().pick().complete(SUCCESS);
    }

    @Actor
    public void other() {
      observed.balancer().pick().complete(SERVER_FAILURE);
    }

    @Arbiter
    public void left(IL_Result result) {
      observed.left(result);
    }
  }

  /**
   * Everything at once: the caller reports and leaves the block, while the endpoint is removed and
   * its connection breaks. Two actors of two steps each, since jcstress gives every actor a CPU of
   * its own and would skip four on a small machine.
   */
  @JCStressTest
  @State
  @Outcome(id = "0, SUCCESS", expect = ACCEPTABLE, desc = "The answer came first.")
  @Outcome(id = "0, CONNECT_FAILURE", expect = ACCEPTABLE, desc = "The failure came first.")
  @Outcome(expect = FORBIDDEN, desc = "Counted twice or not at all.")
  public static class ReportAndCloseAgainstRemovalAndFailure {
    private final ObservedBalancer observed = new ObservedBalancer(LEAVES);
    private final Pick pick = observed.balancer().pick();

    @Actor
    public void caller() {
      pick.complete(SUCCESS);
      pick.close();
    }

    @Actor
    public void control() {
      observed.becomes(COMES);
      pick.complete(CONNECT_FAILURE);
    }

    @Arbiter
    public void left(IL_Result result) {
      observed.left(result);
    }
  }
}
