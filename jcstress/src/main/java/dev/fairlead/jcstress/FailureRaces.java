package dev.fairlead.jcstress;

import static dev.fairlead.api.Outcome.SERVER_FAILURE;
import static dev.fairlead.api.Outcome.SUCCESS;
import static dev.fairlead.api.Outcome.TIMEOUT;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fairlead.internal.health.EndpointStats;
import dev.fairlead.internal.health.Peers;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Does every failure enter the estimate, whatever ends at the same moment? Result: the share of
 * failures in the end, in percent, on a clock that stands still.
 */
public final class FailureRaces {
  private static final long NOW = 0;
  private static final Peers PEERS = new Peers(() -> NOW);

  private FailureRaces() {}

  private static int percent(EndpointStats stats) {
    return (int) Math.round(100 * stats.failureShare(NOW));
  }

  /** Two requests to the same endpoint fail. */
  @JCStressTest
  @State
  @Outcome(id = "36", expect = ACCEPTABLE, desc = "Both count.")
  @Outcome(expect = FORBIDDEN, desc = "A failure was lost.")
  public static class TwoFailures {
    private final EndpointStats stats = new EndpointStats(PEERS);

    @Actor
    public void one() {
      stats.end(SERVER_FAILURE, NOW, NOW, 1);
    }

    @Actor
    public void other() {
      stats.end(TIMEOUT, NOW, NOW, 1);
    }

    @Arbiter
    public void left(I_Result result) {
      result.r1 = percent(stats);
    }
  }

  /** One request fails again while another succeeds: the success may be lost, the failure not. */
  @JCStressTest
  @State
  @Outcome(id = "34", expect = ACCEPTABLE, desc = "The failure came first.")
  @Outcome(id = "35", expect = ACCEPTABLE, desc = "The success came first.")
  @Outcome(id = "36", expect = ACCEPTABLE, desc = "The success was lost.")
  @Outcome(expect = FORBIDDEN, desc = "The failure was lost.")
  public static class FailureAgainstSuccess {
    private final EndpointStats stats = new EndpointStats(PEERS);

    public FailureAgainstSuccess() {
      stats.end(SERVER_FAILURE, NOW, NOW, 1);
    }

    @Actor
    public void failure() {
      stats.end(SERVER_FAILURE, NOW, NOW, 1);
    }

    @Actor
    public void success() {
      stats.end(SUCCESS, NOW, NOW, 1);
    }

    @Arbiter
    public void left(I_Result result) {
      result.r1 = percent(stats);
    }
  }
}
