package dev.fairlead.internal.balancing;

import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Fallback;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.api.Target;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.MovingClock;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A balancer whose routes are looked at, on a clock of the test. */
abstract class RouteFixture {
  static final Duration TRUST = Duration.ofMinutes(5);
  static final Resolution TWO_PODS =
      Slices.found(
          Slices.slice(
              "a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1")));

  final MovingClock clock = new MovingClock();
  final List<Route> told = new ArrayList<>();
  Route.@Nullable ByName bypass;
  final TargetBalancer balancer = balancer("orders.shop:http", Fallback.SERVICE_NAME);

  TargetBalancer balancer(String target, Fallback fallback, String... assumed) {
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
            assumed.length == 0 ? Set.of() : Set.of(Slices.ORDERS),
            HealthSettings.DEFAULT),
        new BalancerHooks(
            listener, () -> bypass, clock, System::nanoTime, Runnable::run, bound -> 0),
        Balancers.HERE);
  }

  Trouble refusal() {
    return new Trouble(Trouble.Kind.FORBIDDEN, clock.instant(), "the API server forbids");
  }

  static @Nullable Cause cause(TargetBalancer of) {
    return of.route() instanceof Route.ByName byName ? byName.cause() : null;
  }

  static Resolution stale(Resolution known, Trouble why) {
    return new Resolution.Found(((Resolution.Found) known).snapshot(), new Freshness.Stale(why));
  }
}
