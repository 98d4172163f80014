package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Fallback;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.api.Selection;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Slices;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a call goes while the API server refuses, or tells half of it. */
class RefusedRouteTest extends RouteFixture {

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
                "what is known of orders.shop:http is not trusted any more, refused since"
                    + " 2026-01-01T00:00:00Z: the API server forbids"));
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
}
