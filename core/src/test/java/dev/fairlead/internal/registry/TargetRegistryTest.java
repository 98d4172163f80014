package dev.fairlead.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Lease;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetLimits;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetRegistryTest {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Target ORDERS = Balancers.ORDERS;

  private final FakeEndpointSource source = new FakeEndpointSource();
  private final List<String> events = new ArrayList<>();
  private long now;
  private TargetRegistry registry = registry(10);

  private TargetRegistry registry(int most) {
    FairleadListener listener =
        new FairleadListener() {
          @Override
          public void targetOpened(LoadBalancer balancer) {
            events.add("opened " + balancer.target());
          }

          @Override
          public void targetClosed(LoadBalancer balancer) {
            events.add("closed " + balancer.target());
          }
        };
    return new TargetRegistry(
        new TargetLimits(most, IDLE),
        new TargetRegistry.Parts(
            () -> source, Runnable::run, TargetRegistryTest::balancer, listener),
        Balancers.HERE,
        () -> now);
  }

  private static TargetBalancer balancer(Target target, Location location, LoadBalancer handle) {
    return new TargetBalancer(
        target,
        Balancers.settings(BalancingPolicy.roundRobin(), Duration.ZERO),
        Balancers.hooks(),
        location,
        handle);
  }

  private LoadBalancer found() {
    source.tell(Slices.ORDERS, Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    return registry.loadBalancer(ORDERS);
  }

  /** In steps of a sweep, as time goes by. */
  private void pass(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      now += Duration.ofSeconds(10).toNanos();
      registry.sweep();
    }
  }

  private static Target other(int number) {
    return Target.parse("other-" + number + ".shop:http");
  }

  @Test
  void equalTargetsShareOneWatch() {
    assertThat(registry.loadBalancer(ORDERS))
        .isSameAs(registry.loadBalancer(Target.parse("orders.shop:http")));
    assertThat(source.observers(Slices.ORDERS)).isEqualTo(1);
    assertThat(events).containsExactly("opened orders.shop:http");
  }

  @Test
  void aTargetThatIsNotUsedForLongIsWatchedNoMore() {
    found();
    pass(IDLE.minusSeconds(30));
    assertThat(source.observers(Slices.ORDERS)).isEqualTo(1);
    pass(Duration.ofMinutes(1));
    assertThat(source.observers(Slices.ORDERS)).isZero();
    assertThat(registry.loadBalancers()).isEmpty();
    assertThat(events).containsExactly("opened orders.shop:http", "closed orders.shop:http");
  }

  @Test
  void aPickKeepsItsTarget() {
    LoadBalancer orders = found();
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofMinutes(20));
      orders.pick().close();
    }

    assertThat(events).containsExactly("opened orders.shop:http");
  }

  @Test
  void aPickFromARouteKeepsItsTargetToo() {
    Route route = found().route();
    LoadBalancer endpoints = ((Route.ToEndpoints) route).endpoints();
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofMinutes(20));
      endpoints.pick().close();
    }

    assertThat(events).containsExactly("opened orders.shop:http");
    assertThat(endpoints).isSameAs(registry.loadBalancer(ORDERS));
  }

  @Test
  void aUseJustBeforeTheEndIsNotTooLate() {
    LoadBalancer orders = found();
    pass(IDLE);
    now += Duration.ofSeconds(5).toNanos();
    orders.pick().close();
    pass(IDLE.minusMinutes(1));

    assertThat(events).containsExactly("opened orders.shop:http");
  }

  @Test
  void lookingAtATargetDoesNotKeepIt() {
    LoadBalancer orders = found();
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofMinutes(20));
      assertThat(orders.report().target()).isEqualTo(ORDERS);
    }

    assertThat(source.observers(Slices.ORDERS)).isZero();
  }

  @Test
  void aBalancerThatHasExpiredIsOpenedAgainAtItsNextUse() {
    LoadBalancer orders = found();
    pass(IDLE.multipliedBy(2));
    assertThat(source.observers(Slices.ORDERS)).isZero();

    assertThat(orders.pick().endpoint()).hasToString("10.1.0.1:8080");

    assertThat(source.observers(Slices.ORDERS)).isEqualTo(1);
    registry.loadBalancer(ORDERS).pick();
    assertThat(orders.report().endpoints().get(0).inFlight()).as("one state for both").isEqualTo(2);
  }

  @Test
  void aLeaseKeepsItsTargetUntilTheLastIsGivenBack() {
    source.tell(Slices.ORDERS, Slices.found());
    Lease one = registry.lease(ORDERS, null);
    Lease two = registry.lease(ORDERS, null);
    one.close();
    one.close();
    pass(IDLE.multipliedBy(3));
    assertThat(source.observers(Slices.ORDERS)).isEqualTo(1);

    two.close();
    pass(IDLE.plusMinutes(1));

    assertThat(source.observers(Slices.ORDERS)).isZero();
  }

  @Test
  void aTargetThatWasInUseMayBeLeasedAndReleased() {
    found();
    pass(Duration.ofMinutes(20));
    Lease lease = registry.lease(ORDERS, null);
    pass(IDLE.multipliedBy(2));
    lease.loadBalancer().pick().close();
    assertThat(events).containsExactly("opened orders.shop:http");
  }

  @Test
  void beyondTheMostTheLongestUnusedGoes() {
    registry = registry(3);
    for (int i = 0; i < 10; i++) {
      registry.loadBalancer(other(i));
    }

    assertThat(registry.loadBalancers()).hasSize(3);
    assertThat(events).filteredOn(event -> event.startsWith("closed")).hasSize(7);
  }

  @Test
  void leasedTargetsCountForNothing() {
    registry = registry(3);
    for (int i = 0; i < 10; i++) {
      registry.lease(other(i), null);
    }
    registry.loadBalancer(ORDERS);
    registry.sweep();

    assertThat(registry.loadBalancers()).hasSize(11);
  }

  @Test
  void aServiceThatIsNotThereIsForgottenSoon() {
    ServiceKey missing = new ServiceKey("shop", "missing");
    source.tell(missing, new Resolution.NotFound());
    LoadBalancer balancer = registry.loadBalancer(Target.parse("missing.shop:80"));
    assertThat(balancer.selection()).isEqualTo(Selection.Empty.of(Reason.SERVICE_NOT_FOUND));

    pass(Duration.ofSeconds(50));
    assertThat(source.observers(missing)).isEqualTo(1);
    pass(Duration.ofSeconds(30));
    assertThat(source.observers(missing)).isZero();
  }

  @Test
  void aMissingServiceThatIsAskedForStays() {
    ServiceKey missing = new ServiceKey("shop", "missing");
    source.tell(missing, new Resolution.NotFound());
    LoadBalancer balancer = registry.loadBalancer(Target.parse("missing.shop:80"));
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(30));
      assertThat(balancer.route()).isNotNull();
    }

    assertThat(events).containsExactly("opened missing.shop:80");
  }

  @Test
  void aLocationReachesTargetsOldAndNew() {
    LoadBalancer old = registry.loadBalancer(ORDERS);
    Location elsewhere = new Location("node-9", "zone-b");
    registry.located(elsewhere);

    assertThat(old.report().location()).isEqualTo(elsewhere);
    assertThat(registry.loadBalancer(other(1)).report().location()).isEqualTo(elsewhere);
  }

  @Test
  void afterTheEndWhatIsInUseGoesOnAndNothingNewIsOpened() {
    LoadBalancer orders = found();
    registry.close();
    registry.freeze();

    assertThat(source.observers(Slices.ORDERS)).isZero();
    assertThat(orders.pick().endpoint()).hasToString("10.1.0.1:8080");
    assertThatThrownBy(() -> registry.loadBalancer(other(1)))
        .hasMessage("This Fairlead is closed; it cannot balance other-1.shop:http");
    assertThatThrownBy(() -> registry.lease(ORDERS, null))
        .hasMessage("This Fairlead is closed; it cannot balance orders.shop:http");
  }
}
