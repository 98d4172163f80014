package dev.fairlead.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Route;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import org.junit.jupiter.api.Test;

/** What is counted, and which series there are for it. */
class FairleadMetricsTest extends MeteredTarget {
  private static final Resolution TWO_PODS =
      Slices.found(
          Slices.slice(
              "orders-1", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1")));
  private static final Resolution NO_PODS = Slices.found(Slices.slice("orders-1"));

  @Test
  void picksAreCountedByHowTheyEndedAndHowNearTheyWere() {
    TargetBalancer orders = orders();
    orders.resolved(TWO_PODS);
    call(orders, Outcome.SUCCESS, Outcome.SUCCESS, Outcome.TIMEOUT);
    orders.pick().close();

    for (String locality : new String[] {"node", "zone"}) {
      assertThat(value("fairlead.picks", "locality", locality, "result", "success")).isEqualTo(1);
    }
    assertThat(registry.find("fairlead.picks").tag("result", "timeout").functionCounters())
        .extracting(counter -> counter.count())
        .containsExactlyInAnyOrder(1.0, 0.0);
    assertThat(registry.find("fairlead.picks").tag("result", "cancelled").functionCounters())
        .extracting(counter -> counter.count())
        .containsExactlyInAnyOrder(1.0, 0.0);
    assertThat(values("fairlead.picks", "result"))
        .containsExactly(
            "cancelled", "connect_failure", "rate_limited", "server_failure", "success", "timeout");
  }

  @Test
  void aLocalityHasSeriesFromItsFirstEndpointOn() {
    TargetBalancer orders = orders();
    assertThat(meters("fairlead.picks")).isEmpty();

    orders.resolved(Slices.found(Slices.slice("orders-1", Slices.ready("10.1.0.1", "node-0"))));
    assertThat(values("fairlead.picks", "locality")).containsExactly("node");
    orders.resolved(TWO_PODS);
    assertThat(values("fairlead.picks", "locality")).containsExactly("node", "zone");
    assertThat(value("fairlead.picks", "locality", "zone", "result", "success")).isZero();
  }

  @Test
  void aLocationFoundLaterBringsItsLocalities() {
    TargetBalancer orders = opened(Balancers.ORDERS, Location.UNKNOWN);
    orders.resolved(TWO_PODS);
    assertThat(values("fairlead.picks", "locality")).containsExactly("other");

    orders.located(Balancers.HERE);
    metrics.locationChanged(Balancers.HERE);
    call(orders, Outcome.SUCCESS, Outcome.SUCCESS);
    assertThat(values("fairlead.picks", "locality")).containsExactly("node", "other", "zone");
    assertThat(value("fairlead.picks", "locality", "node", "result", "success")).isEqualTo(1);
  }

  @Test
  void connectFailuresAreCountedOverAllLocalities() {
    TargetBalancer orders = orders();
    orders.resolved(TWO_PODS);
    call(orders, Outcome.CONNECT_FAILURE, Outcome.CONNECT_FAILURE, Outcome.SUCCESS);

    assertThat(value("fairlead.connect.failures")).isEqualTo(2);
  }

  @Test
  void aPickThatAvoidsAnEndpointIsARetry() {
    TargetBalancer orders = orders();
    orders.resolved(TWO_PODS);
    try (Pick first = orders.pick()) {
      orders.pick(PickRequest.ANY.avoiding(first.endpoint())).close();
    }

    assertThat(value("fairlead.retries")).isEqualTo(1);
  }

  @Test
  void refusalsHaveASeriesForEachReasonThatWasToldAndItBeginsAtZero() {
    TargetBalancer orders = orders();
    assertThat(values("fairlead.picks.refused", "reason")).containsExactly("not_synced");

    orders.resolved(NO_PODS);
    assertThat(values("fairlead.picks.refused", "reason"))
        .containsExactly("no_endpoints", "not_synced");
    assertThat(value("fairlead.picks.refused", "reason", "no_endpoints")).isZero();
    assertThatThrownBy(orders::pick).isInstanceOf(NoEndpointException.class);
    assertThat(value("fairlead.picks.refused", "reason", "no_endpoints")).isEqualTo(1);
    assertThat(value("fairlead.picks.refused", "reason", "not_synced")).isZero();
  }

  @Test
  void refusalsBeforeTheFirstAnswerAreCounted() {
    TargetBalancer orders = orders();
    assertThatThrownBy(orders::pick).isInstanceOf(NoEndpointException.class);

    assertThat(value("fairlead.picks.refused", "reason", "not_synced")).isEqualTo(1);
  }

  @Test
  void callsByNameAreCountedByCause() {
    TargetBalancer orders = orders();
    assertThat(orders.route()).isInstanceOf(Route.ByName.class);
    orders.resolved(new Resolution.NotFound());
    assertThat(orders.route()).isInstanceOf(Route.ByName.class);
    assertThat(orders.route()).isInstanceOf(Route.ByName.class);

    assertThat(value("fairlead.calls.by.name", "cause", "not_synced")).isEqualTo(1);
    assertThat(value("fairlead.calls.by.name", "cause", "service_not_found")).isEqualTo(2);
  }

  @Test
  void callsPastAProxyThatIsFoundLateAreCounted() {
    TargetBalancer orders = orders();
    orders.resolved(TWO_PODS);
    bypass = new Route.ByName(Route.Cause.SIDECAR, "a proxy was found");
    assertThat(orders.route()).isEqualTo(bypass);

    assertThat(value("fairlead.calls.by.name", "cause", "sidecar")).isEqualTo(1);
  }

  @Test
  void shadowModeHasMetersOfItsOwn() {
    bypass = new Route.ByName(Route.Cause.SHADOW, "only watched");
    TargetBalancer orders = orders();
    assertThat(orders.route()).isEqualTo(bypass);
    orders.resolved(TWO_PODS);
    assertThat(orders.route()).isEqualTo(bypass);
    assertThat(orders.route()).isEqualTo(bypass);

    assertThat(value("fairlead.shadow.refused")).isEqualTo(1);
    assertThat(value("fairlead.shadow.picks", "locality", "node")).isEqualTo(1);
    assertThat(value("fairlead.shadow.picks", "locality", "zone")).isEqualTo(1);
    assertThat(value("fairlead.calls.by.name", "cause", "shadow")).isEqualTo(3);
  }

  @Test
  void withoutShadowModeThereAreNoSuchMeters() {
    orders().resolved(TWO_PODS);

    assertThat(meters("fairlead.shadow.picks")).isEmpty();
    assertThat(meters("fairlead.shadow.refused")).isEmpty();
  }

  @Test
  void watchRestartsAreCountedByNamespaceAndResource() {
    metrics.watchRestarted("shop", "services");
    metrics.watchRestarted("shop", "services");
    metrics.watchRestarted("bank", "endpointslices");

    assertThat(value("fairlead.watch.restarts", "namespace", "shop", "resource", "services"))
        .isEqualTo(2);
    assertThat(value("fairlead.watch.restarts", "namespace", "bank")).isEqualTo(1);
  }
}
