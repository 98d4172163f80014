package dev.fairlead.peers;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Picker;
import org.openjdk.jmh.annotations.Setup;

/** Balancers of Fairlead, and the pickers they choose with, over candidates with statistics. */
public class FairleadPickers extends Addresses {
  TargetBalancer byTurns;
  TargetBalancer byChance;
  TargetBalancer byLoad;

  Picker roundRobin;
  Picker random;
  Picker p2c;

  /** When the statistics were last written, by their clock. */
  long prepared;

  @Setup
  public void prepare() {
    byTurns = balancer(BalancingPolicy.roundRobin());
    roundRobin = last;
    byChance = balancer(BalancingPolicy.random());
    random = last;
    byLoad = balancer(BalancingPolicy.p2c());
    p2c = last;
    warm(byLoad);
    prepared = System.nanoTime();
  }

  /** Some answers of each endpoint: a choice by latency is cheaper while none is known. */
  private void warm(LoadBalancer balancer) {
    for (int i = 0; i < 10 * endpoints; i++) {
      balancer.pick().complete(Outcome.SUCCESS);
    }
  }

  /** What the balancer that was made last chooses with. */
  private Picker last;

  private TargetBalancer balancer(BalancingPolicy policy) {
    TargetBalancer balancer =
        Balancers.of(
            candidates -> {
              last = policy.newPicker(candidates);
              return last;
            });
    balancer.resolved(
        new Resolution.Found(
            new ServiceSnapshot(Slices.service(TrafficPolicy.CLUSTER), Slices.many(endpoints))));
    return balancer;
  }
}
