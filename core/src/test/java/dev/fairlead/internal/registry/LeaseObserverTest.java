package dev.fairlead.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Lease;
import dev.fairlead.api.Selection;
import dev.fairlead.api.TargetLimits;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Leases that follow selections, on a control plane that runs when the test says so. */
class LeaseObserverTest {
  private final FakeEndpointSource source = new FakeEndpointSource();
  private final Queue<Runnable> control = new ArrayDeque<>();
  private final List<Selection> told = new ArrayList<>();
  private final TargetRegistry registry =
      new TargetRegistry(
          new TargetLimits(10, Duration.ofMinutes(30)),
          new TargetRegistry.Parts(
              () -> source,
              control::add,
              (target, location, handle) ->
                  new TargetBalancer(
                      target,
                      Balancers.settings(BalancingPolicy.roundRobin(), Duration.ZERO),
                      Balancers.hooks(),
                      location,
                      handle),
              new FairleadListener() {}),
          Balancers.HERE,
          () -> 0);

  private void runControl() {
    while (!control.isEmpty()) {
      control.remove().run();
    }
  }

  private void becomes(String address) {
    source.tell(Slices.ORDERS, Slices.found(Slices.slice("a", Slices.ready(address, "node-0"))));
  }

  private Lease follow() {
    return registry.lease(Balancers.ORDERS, (selection, route) -> told.add(selection));
  }

  @Test
  void theObserverIsToldOnTheControlPlaneOnly() {
    becomes("10.1.0.1");
    Lease lease = follow();
    assertThat(told).isEmpty();

    runControl();

    assertThat(told).last().isEqualTo(lease.loadBalancer().selection());
  }

  @Test
  void aLeaseThatIsClosedBeforeItBeganToFollowIsToldNothing() {
    becomes("10.1.0.1");
    follow().close();
    runControl();
    becomes("10.1.0.2");
    runControl();

    assertThat(told).isEmpty();
  }

  @Test
  void whatIsOnItsWayWhenTheLeaseIsClosedIsNotToldAnyMore() {
    Lease lease = follow();
    runControl();
    told.clear();
    becomes("10.1.0.1");
    lease.close();
    runControl();

    assertThat(told).isEmpty();
  }

  @Test
  void aLeaseThatIsClosedLeavesTheOthersFollowing() {
    Lease one = registry.lease(Balancers.ORDERS, (selection, route) -> {});
    Lease other = follow();
    one.close();
    one.close();
    becomes("10.1.0.1");
    runControl();

    assertThat(told).last().isEqualTo(other.loadBalancer().selection());
    assertThat(source.observers(Slices.ORDERS)).isEqualTo(1);
  }
}
