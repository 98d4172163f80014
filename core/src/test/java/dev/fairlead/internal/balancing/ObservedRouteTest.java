package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Fallback;
import dev.fairlead.api.Location;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The routes that whoever follows a target is told. */
class ObservedRouteTest extends RouteFixture {
  private final List<String> seen = new ArrayList<>();

  private void follow(TargetBalancer followed) {
    var unused = followed.observe((selection, route) -> seen.add(words(route)));
  }

  private static String words(Route route) {
    return route instanceof Route.ByName name ? name.cause().toString() : "endpoints";
  }

  @Test
  void theFirstIsToldAtOnceAndNothingIsCounted() {
    follow(balancer);

    assertThat(seen).containsExactly(Cause.NOT_SYNCED.toString());
    assertThat(balancer.totals().byName(Cause.NOT_SYNCED)).isZero();
  }

  @Test
  void whatIsNotTrustedAnyMoreIsTold() {
    balancer.resolved(TWO_PODS);
    follow(balancer);
    balancer.resolved(stale(TWO_PODS, refusal()));
    clock.advance(TRUST.minusNanos(1));
    balancer.checkTime();
    assertThat(seen).containsExactly("endpoints");

    clock.advance(Duration.ofNanos(1));
    balancer.checkTime();
    balancer.checkTime();
    balancer.resolved(TWO_PODS);

    assertThat(seen).containsExactly("endpoints", Cause.REFUSED.toString(), "endpoints");
  }

  @Test
  void aProxyThatIsFoundLaterIsTold() {
    balancer.resolved(TWO_PODS);
    follow(balancer);
    bypass = new Route.ByName(Cause.SIDECAR, "a proxy");
    balancer.checkTime();
    balancer.checkTime();

    assertThat(seen).containsExactly("endpoints", Cause.SIDECAR.toString());
  }

  @Test
  void oneThatComesWhileAllIsSwitchedOffIsToldSoAndNothingMore() {
    bypass = new Route.ByName(Cause.OFF, "switched off");
    follow(balancer);
    balancer.checkTime();

    assertThat(seen).containsExactly(Cause.OFF.toString());
    assertThat(balancer.totals().byName(Cause.OFF)).isZero();
  }

  @Test
  void withoutAFallbackItIsNeverToldToGoByName() {
    TargetBalancer strict = balancer("orders.shop:http", Fallback.FAIL);
    follow(strict);
    strict.resolved(TWO_PODS);

    assertThat(seen).containsExactly("endpoints", "endpoints");
  }

  @Test
  void aServiceThatGoesIsTold() {
    balancer.resolved(TWO_PODS);
    follow(balancer);
    balancer.resolved(new Resolution.NotFound());
    balancer.resolved(TWO_PODS);

    assertThat(seen).containsExactly("endpoints", Cause.SERVICE_NOT_FOUND.toString(), "endpoints");
  }

  @Test
  void aLocationThatChangesTheSelectionIsTold() {
    balancer.resolved(
        Slices.found(
            TrafficPolicy.LOCAL,
            Slices.slice(
                "a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1"))));
    List<String> selections = new ArrayList<>();
    var unused = balancer.observe((selection, route) -> selections.add(selection.toString()));
    balancer.located(new Location("node-1", "zone-a"));

    assertThat(selections).hasSize(2);
    assertThat(selections.get(1)).contains("10.1.0.2").doesNotContain("10.1.0.1");
  }

  /** Their pickers count by locality, and those made before know the former one. */
  @Test
  void aLocationThatChangesOnlyHowNearEndpointsAreIsTold() {
    balancer.resolved(TWO_PODS);
    follow(balancer);
    balancer.located(new Location("node-9", "zone-b"));
    balancer.located(new Location("node-9", "zone-b"));

    assertThat(seen).containsExactly("endpoints", "endpoints");
  }

  /** Pickers made before would be spread over all, or stay. */
  @Test
  void aSessionAffinityThatIsSetIsTold() {
    balancer.resolved(AffinityTest.service(null, 1, 2));
    follow(balancer);
    balancer.resolved(AffinityTest.service(AffinityTest.STAY, 1, 2));
    balancer.resolved(AffinityTest.service(AffinityTest.STAY, 1, 2));
    balancer.resolved(AffinityTest.service(null, 1, 2));

    assertThat(seen).containsExactly("endpoints", "endpoints", "endpoints");
  }
}
