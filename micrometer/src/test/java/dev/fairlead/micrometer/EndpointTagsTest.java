package dev.fairlead.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import io.micrometer.core.instrument.FunctionCounter;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The meters of each endpoint, for those who ask for them. */
class EndpointTagsTest extends MeteredTarget {
  private static final String PICKS = "fairlead.endpoint.picks";
  private static final String IN_FLIGHT = "fairlead.endpoint.in.flight";

  @BeforeEach
  void endpointTags() {
    metrics = FairleadMetrics.builder(registry).endpointTags(true).build();
  }

  private static Resolution pods(String... addresses) {
    return Slices.found(
        Slices.slice(
            "orders-1",
            Arrays.stream(addresses).map(address -> Slices.ready(address, "node-0")).toList()));
  }

  @Test
  void eachEndpointIsCountedWithItsPodNodeAndZone() {
    TargetBalancer orders = orders();
    orders.resolved(pods("10.1.0.1"));
    call(orders, Outcome.SUCCESS, Outcome.CONNECT_FAILURE);
    Pick open = orders.pick();
    String[] tags = {
      "endpoint", "10.1.0.1:8080", "pod", "pod-10.1.0.1", "node", "node-0", "zone", "zone-a"
    };

    assertThat(value(PICKS, tags)).isEqualTo(2);
    assertThat(value(IN_FLIGHT, tags)).isEqualTo(1);
    open.complete(Outcome.SUCCESS);
    assertThat(value(PICKS, tags)).isEqualTo(3);
    assertThat(value(IN_FLIGHT, tags)).isZero();
  }

  @Test
  void anEndpointThatLeavesTakesItsSeriesAlongAndTheOthersKeepTheirs() {
    TargetBalancer orders = orders();
    orders.resolved(pods("10.1.0.1", "10.1.0.2"));
    call(orders, Outcome.SUCCESS, Outcome.SUCCESS);
    FunctionCounter left = registry.get(PICKS).tag("endpoint", "10.1.0.1:8080").functionCounter();
    assertThat(left.count()).isEqualTo(1);
    orders.resolved(pods("10.1.0.2", "10.1.0.3"));

    assertThat(values(PICKS, "endpoint")).containsExactly("10.1.0.2:8080", "10.1.0.3:8080");
    assertThat(values(IN_FLIGHT, "endpoint")).containsExactly("10.1.0.2:8080", "10.1.0.3:8080");
    assertThat(value(PICKS, "endpoint", "10.1.0.2:8080")).isEqualTo(1);
    assertThat(value(PICKS, "endpoint", "10.1.0.3:8080")).isZero();
    assertThat(left.count()).isEqualTo(1); // no step back for who still holds it
  }

  @Test
  void allEndpointsLeaveWhenNothingMayBeCalledAndWhenTheTargetCloses() {
    TargetBalancer orders = orders();
    orders.resolved(pods("10.1.0.1"));
    orders.resolved(new Resolution.NotFound());
    assertThat(meters(PICKS)).isEmpty();

    orders.resolved(pods("10.1.0.1"));
    assertThat(meters(PICKS)).hasSize(1);
    metrics.targetClosed(orders);
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aPodThatTakesAnAddressOverHasASeriesOfItsOwn() {
    TargetBalancer orders = orders();
    orders.resolved(pods("10.1.0.1"));
    EndpointRecord other =
        new EndpointRecord("10.1.0.1", Conditions.READY, null, null, TopologyHints.NONE, null);
    orders.resolved(Slices.found(Slices.slice("orders-1", other)));

    assertThat(values(PICKS, "pod")).containsExactly("unknown");
    assertThat(values(PICKS, "node")).containsExactly("unknown");
    assertThat(values(PICKS, "zone")).containsExactly("unknown");
  }

  @Test
  void withoutThemNoSeriesNamesAnEndpoint() {
    metrics = new FairleadMetrics(registry);
    orders().resolved(pods("10.1.0.1"));

    assertThat(registry.getMeters())
        .allSatisfy(
            meter ->
                assertThat(meter.getId().getTags())
                    .extracting(tag -> tag.getKey())
                    .doesNotContain("endpoint", "pod", "node", "zone"));
  }
}
