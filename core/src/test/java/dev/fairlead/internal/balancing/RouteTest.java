package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Locality;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whether a call goes to endpoints or by name. */
class RouteTest extends RouteFixture {

  @Test
  void aKnownServiceIsCalledAtItsEndpoints() {
    balancer.resolved(TWO_PODS);

    assertThat(balancer.route()).isEqualTo(new Route.ToEndpoints(balancer));
    assertThat(told).containsExactly(balancer.route());
  }

  @Test
  void whatTheRulesLeaveEmptyNeverGoesByName() {
    balancer.resolved(
        Slices.found(TrafficPolicy.LOCAL, Slices.slice("a", Slices.ready("10.1.0.2", "node-1"))));
    assertThat(cause(balancer)).isNull();
    assertThatThrownBy(balancer::pick)
        .isInstanceOfSatisfying(
            NoEndpointException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.NO_LOCAL_ENDPOINTS));

    balancer.resolved(Slices.found());
    assertThat(cause(balancer)).isNull();
    assertThat(balancer.totals().refused(Reason.NO_LOCAL_ENDPOINTS)).isEqualTo(1);
  }

  @Test
  void beforeTheFirstAnswerACallGoesByNameWhenTheWaitIsOver() {
    assertThat(balancer.route())
        .isEqualTo(
            new Route.ByName(Cause.NOT_SYNCED, "waited 0 ms; no answer of the API server yet"));
    assertThat(balancer.totals().byName(Cause.NOT_SYNCED)).isEqualTo(1);
  }

  @Test
  void theWaitRunsFromTheFirstUseAndNotFromEachCall() {
    BalancerSettings settings =
        Balancers.settings(BalancingPolicy.roundRobin(), Duration.ofMinutes(5));
    long[] now = {0};
    TargetBalancer patient =
        new TargetBalancer(
            Balancers.ORDERS,
            settings,
            Balancers.hooks(new FairleadListener() {}, () -> null, () -> now[0]),
            Balancers.HERE);
    now[0] = Duration.ofMinutes(5).toNanos();

    assertThat(CompletableFuture.supplyAsync(patient::route))
        .succeedsWithin(Duration.ofSeconds(30))
        .isEqualTo(
            new Route.ByName(
                Cause.NOT_SYNCED, "waited 300000 ms; no answer of the API server yet"));
  }

  @Test
  void aWaitingCallGoesOnWithTheFirstAnswer() throws Exception {
    TargetBalancer patient =
        new TargetBalancer(
            Balancers.ORDERS,
            Balancers.settings(BalancingPolicy.roundRobin(), Duration.ofMinutes(5)),
            Balancers.hooks(),
            Balancers.HERE);
    CompletableFuture<Route> waiting = CompletableFuture.supplyAsync(patient::route);
    patient.resolved(TWO_PODS);

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(new Route.ToEndpoints(patient));
  }

  @Test
  void aNameThatIsNoServiceIsSomebodyElses() {
    balancer.resolved(new Resolution.NotFound());

    assertThat(balancer.route())
        .isEqualTo(new Route.ByName(Cause.SERVICE_NOT_FOUND, "there is no Service shop/orders"));
  }

  @Test
  void anExternalNameIsAnotherName() {
    Service plain = Slices.service(TrafficPolicy.CLUSTER);
    Service external =
        new Service(
            plain.key(),
            plain.addresses(),
            List.of(),
            plain.policies(),
            plain.topology(),
            "orders.example.com");
    balancer.resolved(new Resolution.Found(new ServiceSnapshot(external, List.of())));

    assertThat(balancer.route())
        .isEqualTo(
            new Route.ByName(
                Cause.EXTERNAL_NAME, "Service shop/orders stands for the name orders.example.com"));
  }

  @Test
  void outsideAClusterEveryCallGoesByName() {
    balancer.resolved(new Resolution.NoSource("no cluster"));

    assertThat(balancer.route()).isEqualTo(new Route.ByName(Cause.NO_SOURCE, "no cluster"));
  }

  @Test
  void aBypassWinsAndNeverWaits() {
    BalancerSettings settings =
        Balancers.settings(BalancingPolicy.roundRobin(), Duration.ofMinutes(5));
    Route.ByName off = new Route.ByName(Cause.OFF, "switched off");
    TargetBalancer waiting =
        new TargetBalancer(
            Balancers.ORDERS,
            settings,
            Balancers.hooks(new FairleadListener() {}, () -> off, System::nanoTime),
            Balancers.HERE);

    assertThat(CompletableFuture.supplyAsync(waiting::route))
        .succeedsWithin(Duration.ofSeconds(30))
        .isEqualTo(off);
    assertThat(waiting.totals().byName(Cause.OFF)).isEqualTo(1);
  }

  @Test
  void shadowCountsWhatWouldHaveBeenChosen() {
    bypass = new Route.ByName(Cause.SHADOW, "only watches");
    assertThat(balancer.route()).isEqualTo(bypass);
    assertThat(balancer.totals().shadowRefused()).as("nothing is known").isEqualTo(1);

    balancer.resolved(TWO_PODS);
    for (int i = 0; i < 10; i++) {
      assertThat(balancer.route()).isEqualTo(bypass);
    }

    assertThat(balancer.totals().shadow(Locality.NODE)).isEqualTo(5);
    assertThat(balancer.totals().shadow(Locality.ZONE)).isEqualTo(5);
    assertThat(balancer.totals().byName(Cause.SHADOW)).isEqualTo(11);
    assertThat(balancer.report().endpoints())
        .allSatisfy(
            endpoint -> {
              assertThat(endpoint.shadow()).isEqualTo(5);
              assertThat(endpoint.inFlight()).isZero();
            });
  }
}
