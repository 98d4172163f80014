package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Fallback;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Locality;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Target;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.MovingClock;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether a call goes to endpoints or by name. */
class RouteTest {
  private static final Duration TRUST = Duration.ofMinutes(5);
  private static final Resolution TWO_PODS =
      Slices.found(
          Slices.slice(
              "a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1")));

  private final MovingClock clock = new MovingClock();
  private final List<Route> told = new ArrayList<>();
  private Route.@Nullable ByName bypass;
  private final TargetBalancer balancer = balancer("orders.shop:http", Fallback.SERVICE_NAME);

  private TargetBalancer balancer(String target, Fallback fallback, String... assumed) {
    FairleadListener listener =
        new FairleadListener() {
          @Override
          public void routeChanged(Target target, Route route) {
            told.add(route);
          }
        };
    return new TargetBalancer(
        Target.parse(target),
        new BalancerSettings(
            BalancingPolicy.roundRobin(),
            Duration.ZERO,
            TRUST,
            fallback,
            true,
            assumed.length == 0 ? Set.of() : Set.of(Slices.ORDERS)),
        new BalancerHooks(listener, () -> bypass, clock, System::nanoTime),
        Balancers.HERE);
  }

  private Trouble refusal() {
    return new Trouble(Trouble.Kind.FORBIDDEN, clock.instant(), "the API server forbids");
  }

  private static @Nullable Cause cause(TargetBalancer of) {
    return of.route() instanceof Route.ByName byName ? byName.cause() : null;
  }

  private static Resolution stale(Resolution known, Trouble why) {
    return new Resolution.Found(((Resolution.Found) known).snapshot(), new Freshness.Stale(why));
  }

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
            new BalancerHooks(new FairleadListener() {}, () -> null, clock, () -> now[0]),
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
  void aRefusalBeforeTheFirstAnswerGoesByNameAtOnce() {
    balancer.resolved(new Resolution.Refused(refusal()));

    assertThat(balancer.route())
        .isEqualTo(new Route.ByName(Cause.REFUSED, "the API server forbids"));
  }

  @Test
  void toldToFailItFails() {
    TargetBalancer strict = balancer("orders.shop:http", Fallback.FAIL);
    assertThat(cause(strict)).isNull();
    assertThatThrownBy(strict::pick).hasMessageContaining("not known yet: waited 0 ms");

    strict.resolved(new Resolution.Refused(refusal()));
    assertThat(cause(strict)).isNull();

    strict.resolved(stale(TWO_PODS, refusal()));
    clock.advance(TRUST.multipliedBy(2));
    strict.checkTime();
    assertThat(cause(strict)).isNull();
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
  void aRefusalIsOvercomeByTrustForAWhile() {
    balancer.resolved(TWO_PODS);
    balancer.resolved(stale(TWO_PODS, refusal()));
    clock.advance(TRUST.minusSeconds(1));
    balancer.checkTime();
    assertThat(cause(balancer)).isNull();

    clock.advance(Duration.ofSeconds(1));
    balancer.checkTime();
    assertThat(balancer.route())
        .isEqualTo(
            new Route.ByName(
                Cause.REFUSED,
                "what is known of orders.shop:http is not trusted any more: the API server"
                    + " forbids"));
    assertThat(balancer.pick().endpoint().port()).as("a pick is the caller's own").isEqualTo(8080);

    balancer.resolved(TWO_PODS);
    assertThat(cause(balancer)).isNull();
  }

  @Test
  void anApiServerThatIsNotReachedIsTrustedForEver() {
    Trouble away = new Trouble(Trouble.Kind.UNREACHABLE, clock.instant(), "not reached");
    balancer.resolved(stale(TWO_PODS, away));
    clock.advance(Duration.ofDays(30));
    balancer.checkTime();

    assertThat(cause(balancer)).isNull();
    assertThat(balancer.report().freshness()).isEqualTo(new Freshness.Stale(away));
  }

  @Test
  void whereServicesAreForbiddenCallsGoByName() {
    balancer.resolved(slicesOnly());

    assertThat(balancer.route())
        .isEqualTo(new Route.ByName(Cause.REFUSED, "the API server forbids"));
    assertThat(balancer.selection())
        .isEqualTo(Judgement.empty(Reason.FORBIDDEN, "the API server forbids"));
  }

  private Resolution slicesOnly() {
    Resolution.Found found = (Resolution.Found) TWO_PODS;
    return new Resolution.SlicesOnly(found.snapshot().slices(), refusal(), Freshness.live());
  }

  @Test
  void unlessTheUserSaysThatThePolicyIsCluster() {
    for (String target : List.of("orders.shop:http", "orders.shop:80", "orders.shop")) {
      TargetBalancer assuming = balancer(target, Fallback.SERVICE_NAME, "orders.shop");
      assuming.resolved(slicesOnly());
      clock.advance(TRUST.multipliedBy(2));
      assuming.checkTime();

      assertThat(cause(assuming)).as(target).isNull();
      assertThat(((Selection.Eligible) assuming.selection()).endpoints()).hasSize(2);
    }
    TargetBalancer wrongName = balancer("orders.shop:admin", Fallback.SERVICE_NAME, "orders.shop");
    wrongName.resolved(slicesOnly());
    assertThatThrownBy(wrongName::pick).hasMessageContaining("has no port admin");
  }

  @Test
  void aServiceThatCanBeReadAgainIsNotAssumedAnyMore() {
    TargetBalancer assuming = balancer("orders.shop:http", Fallback.SERVICE_NAME, "orders.shop");
    assuming.resolved(slicesOnly());
    assuming.resolved(
        Slices.found(TrafficPolicy.LOCAL, Slices.slice("a", Slices.ready("10.1.0.2", "node-1"))));
    assuming.resolved(slicesOnly());

    assertThat(((Selection.Empty) assuming.selection()).reason())
        .isEqualTo(Reason.NO_LOCAL_ENDPOINTS);
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
            new BalancerHooks(new FairleadListener() {}, () -> off, clock, System::nanoTime),
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
