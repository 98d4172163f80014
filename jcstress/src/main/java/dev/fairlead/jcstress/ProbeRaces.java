package dev.fairlead.jcstress;

import static dev.fairlead.api.Outcome.CONNECT_FAILURE;
import static dev.fairlead.api.Outcome.SUCCESS;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fairlead.api.Pick;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Does exactly one request probe an endpoint whose time is over? Result: who got it. */
public final class ProbeRaces {
  private static final String BAD = "10.1.0.1";

  private ProbeRaces() {}

  /** Two requests come at the same moment. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The one is the probe.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The other is.")
  @Outcome(expect = FORBIDDEN, desc = "Both are, or none.")
  public static class TwoRequests {
    private long now;
    private final TargetBalancer balancer =
        Balancers.of(BalancingPolicy.roundRobin(bound -> 0), () -> now);

    public TwoRequests() {
      balancer.resolved(
          Slices.found(
              Slices.slice("a", Slices.ready(BAD, "node-0"), Slices.ready("10.1.0.2", "node-0"))));
      for (int i = 0; i < 6; i++) {
        Pick pick = balancer.pick();
        pick.complete(isBad(pick) == 1 ? CONNECT_FAILURE : SUCCESS);
      }
      now += Duration.ofSeconds(12).toNanos();
      balancer.checkHealth();
    }

    private static int isBad(Pick pick) {
      return pick.endpoint().address().equals(BAD) ? 1 : 0;
    }

    @Actor
    public void one(II_Result result) {
      result.r1 = isBad(balancer.pick());
    }

    @Actor
    public void other(II_Result result) {
      result.r2 = isBad(balancer.pick());
    }
  }
}
