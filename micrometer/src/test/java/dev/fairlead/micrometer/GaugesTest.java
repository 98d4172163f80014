package dev.fairlead.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.IpFamily;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import io.micrometer.core.instrument.Meter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gauges tell of a target. */
class GaugesTest extends MeteredTarget {
  private static final Slice ONE = Slices.slice("orders-1", Slices.ready("10.1.0.1", "node-0"));

  private void assertStates(double ready, double draining, double terminating, double notReady) {
    assertThat(value("fairlead.endpoints", "state", "ready")).isEqualTo(Double.valueOf(ready));
    assertThat(value("fairlead.endpoints", "state", "draining"))
        .isEqualTo(Double.valueOf(draining));
    assertThat(value("fairlead.endpoints", "state", "terminating"))
        .isEqualTo(Double.valueOf(terminating));
    assertThat(value("fairlead.endpoints", "state", "not_ready"))
        .isEqualTo(Double.valueOf(notReady));
  }

  @Test
  void endpointsAreCountedByStateOnAllNodesAndEligibleOnesApart() {
    orders()
        .resolved(
            Slices.found(
                TrafficPolicy.LOCAL,
                Slices.slice(
                    "orders-1",
                    Slices.ready("10.1.0.1", "node-0"),
                    Slices.ready("10.1.0.2", "node-1"),
                    Slices.record("10.1.0.3", "node-0", new Conditions(true, true, true)),
                    Slices.record("10.1.0.4", "node-1", new Conditions(false, true, true)),
                    Slices.record("10.1.0.5", "node-1", new Conditions(false, false, true)),
                    Slices.record("10.1.0.8", "node-0", new Conditions(false, false, true)),
                    Slices.record("10.1.0.6", "node-0", new Conditions(false, false, false)),
                    Slices.record("10.1.0.7", "node-2", new Conditions(false, true, false)))));

    assertStates(3, 1, 2, 2);
    assertThat(value("fairlead.endpoints.eligible")).isEqualTo(2);
  }

  @Test
  void whatIsNoEndpointOfThePortIsNotCountedNorIsAnythingTwice() {
    EndpointRecord pod = Slices.ready("10.1.0.1", "node-0");
    EndpointRecord noAddress =
        new EndpointRecord(null, Conditions.READY, null, null, pod.hints(), null);
    Slice otherPort =
        new Slice(
            "orders-3",
            Slices.ORDERS,
            IpFamily.IPV4,
            List.of(new Slice.Port("admin", Protocol.TCP, 9090)),
            List.of(Slices.ready("10.1.0.3", "node-0")),
            Slice.Origin.CONTROLLER);
    orders()
        .resolved(
            Slices.found(
                Slices.slice("orders-1", pod, noAddress),
                Slices.slice("orders-2", pod),
                otherPort));

    assertStates(1, 0, 0, 0);
    assertThat(value("fairlead.endpoints.eligible")).isEqualTo(1);
  }

  @Test
  void drainingOnesAreEligibleWhenNothingElseIsLeft() {
    orders()
        .resolved(
            Slices.found(
                Slices.slice(
                    "orders-1",
                    Slices.record("10.1.0.4", "node-1", new Conditions(false, true, true)))));

    assertStates(0, 1, 0, 0);
    assertThat(value("fairlead.endpoints.eligible")).isEqualTo(1);
  }

  @Test
  void whileNothingIsKnownThereIsNoNumberOfEndpoints() {
    orders();

    assertStates(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    assertThat(value("fairlead.endpoints.eligible")).isZero();
    assertThat(value("fairlead.snapshot.age")).isNaN();
  }

  @Test
  void aServiceThatIsNotThereHasNoEndpoints() {
    orders().resolved(new Resolution.NotFound());

    assertStates(0, 0, 0, 0);
    assertThat(value("fairlead.snapshot.age")).isZero();
  }

  @Test
  void theAgeIsZeroWhileFollowedAndGrowsFromTheBeginningOfTheTrouble() {
    clock.addSeconds(1_000);
    TargetBalancer orders = orders();
    orders.resolved(Slices.found(ONE));
    assertThat(value("fairlead.snapshot.age")).isZero();

    orders.resolved(stale(Instant.ofEpochMilli(clock.wallTime())));
    clock.addSeconds(41);
    assertThat(value("fairlead.snapshot.age")).isEqualTo(42, within(0.001));
    assertStates(1, 0, 0, 0);

    orders.resolved(Slices.found(ONE));
    assertThat(value("fairlead.snapshot.age")).isZero();
  }

  @Test
  void anAgeIsNeverNegativeThoughTwoClocksDiffer() {
    orders().resolved(stale(Instant.ofEpochMilli(clock.wallTime()).plusSeconds(3_600)));

    assertThat(value("fairlead.snapshot.age")).isZero();
  }

  private static Resolution stale(Instant since) {
    return new Resolution.Found(
        new ServiceSnapshot(Slices.service(TrafficPolicy.CLUSTER), List.of(ONE)),
        new Freshness.Stale(new Trouble(Trouble.Kind.UNREACHABLE, since, "no connection")));
  }

  @Test
  void allGaugesOfOneScrapeShareOneReport() {
    CountedReports orders = new CountedReports(orders());
    metrics.targetOpened(orders);
    orders.forget();

    registry.getMeters().forEach(GaugesTest::read);
    assertThat(orders.reports()).isEqualTo(1);
    clock.addSeconds(1);
    registry.getMeters().forEach(GaugesTest::read);
    assertThat(orders.reports()).isEqualTo(2);
  }

  @Test
  void aScrapeIsNoUseOfTheTarget() {
    CountedReports orders = new CountedReports(orders());
    metrics.targetOpened(orders);
    registry.getMeters().forEach(GaugesTest::read);

    assertThat(orders.uses()).isZero();
  }

  private static void read(Meter meter) {
    meter.measure().forEach(measurement -> measurement.getValue());
  }

  @Test
  void oneThatIsLeftOutIsNotReadyButEjected() {
    TargetBalancer orders = orders();
    orders.resolved(
        Slices.found(
            Slices.slice(
                "orders-1",
                Slices.ready("10.1.0.1", "node-0"),
                Slices.ready("10.1.0.2", "node-0"))));
    for (int i = 0; i < 10; i++) {
      Pick pick = orders.pick();
      boolean bad = pick.endpoint().address().equals("10.1.0.2");
      pick.complete(bad ? Outcome.SERVER_FAILURE : Outcome.SUCCESS);
    }

    assertStates(1, 0, 0, 0);
    assertThat(value("fairlead.endpoints", "state", "ejected")).isEqualTo(1);
    assertThat(value("fairlead.endpoints.eligible")).isEqualTo(2);
    assertThat(value("fairlead.ejections", "cause", "failures_in_a_row")).isEqualTo(1);
    assertThat(value("fairlead.ejections", "cause", "probe_failed")).isZero();
    assertThat(value("fairlead.panics")).isZero();
  }
}
