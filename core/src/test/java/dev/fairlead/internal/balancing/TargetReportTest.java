package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Location;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Route;
import dev.fairlead.api.TargetReport;
import dev.fairlead.api.Why;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a balancer reports, and what it has counted. */
class TargetReportTest {
  private final TargetBalancer balancer =
      Balancers.of(candidates -> (request, now) -> candidates.get(0));

  @Test
  void aReportShowsEveryEndpointAndWhyTheOthersAreLeftOut() {
    balancer.resolved(
        Slices.found(
            Slices.slice(
                "a",
                Slices.ready("10.1.0.1", "node-0"),
                Slices.ready("10.1.0.2", "node-1"),
                Slices.record("10.1.0.3", "node-1", new Conditions(false, false, false)))));
    balancer.pick().complete(Outcome.SUCCESS);
    Pick open = balancer.pick();
    TargetReport report = balancer.report();

    assertThat(report.endpoints())
        .extracting(EndpointReport::endpoint)
        .extracting(Endpoint::address)
        .containsExactly("10.1.0.1", "10.1.0.2");
    EndpointReport first = report.endpoints().get(0);
    assertThat(first.inFlight()).isEqualTo(1);
    assertThat(first.locality()).isEqualTo(Locality.NODE);
    assertThat(first.outcomes()).containsEntry(Outcome.SUCCESS, 1L).hasSize(6);
    assertThat(report.endpoints().get(1).locality()).isEqualTo(Locality.ZONE);
    assertThat(Objects.requireNonNull(report.explanation()).excluded())
        .singleElement()
        .satisfies(
            excluded -> {
              assertThat(excluded.endpoint().address()).isEqualTo("10.1.0.3");
              assertThat(excluded.why()).isEqualTo(Why.NOT_READY);
            });
    assertThat(report.freshness()).isEqualTo(Freshness.live());
    assertThat(report.selection()).isEqualTo(balancer.selection());
    assertThat(report.route()).isEqualTo(new Route.ToEndpoints(balancer));
    open.close();
    assertThat(report.totals().completed(Outcome.SUCCESS, Locality.NODE)).isEqualTo(1);
    assertThat(report.totals().completed(Outcome.CANCELLED, Locality.NODE)).isEqualTo(1);
    assertThat(report.totals().completed(Outcome.SUCCESS, Locality.ZONE)).isZero();
  }

  @Test
  void aReportOfAnUnknownServiceSaysWhatIsKnown() {
    TargetReport report = balancer.report();

    assertThat(report.explanation()).isNull();
    assertThat(report.endpoints()).isEmpty();
    assertThat(report.freshness()).isEqualTo(new Freshness.Pending(null));
    assertThat(report.totals().byName(Route.Cause.NOT_SYNCED)).as("never counted").isZero();
  }

  @Test
  void aFurtherAttemptIsCounted() {
    balancer.resolved(
        Slices.found(
            Slices.slice(
                "a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1"))));
    Pick first = balancer.pick();
    balancer.pick(PickRequest.ANY.avoiding(first.endpoint()));

    assertThat(balancer.totals().retries()).isEqualTo(1);
  }

  @Test
  void aNewLocationChangesTheLocalityOfWhatComes() {
    balancer.resolved(Slices.found(Slices.slice("a", Slices.ready("10.1.0.1", "node-0"))));
    balancer.located(new Location("node-1", "zone-b"));
    balancer.pick().complete(Outcome.SUCCESS);

    assertThat(balancer.totals().completed(Outcome.SUCCESS, Locality.OTHER)).isEqualTo(1);
  }
}
