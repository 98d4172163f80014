package dev.fairlead.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import org.junit.jupiter.api.Test;

/** When the meters of a target come and go. */
class TargetLifeTest extends MeteredTarget {
  private static final Resolution ONE_POD =
      Slices.found(Slices.slice("orders-1", Slices.ready("10.1.0.1", "node-0")));

  @Test
  void nothingIsRegisteredBeforeTheFirstTarget() {
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aTargetHasNoSeriesForWhatCannotBeCountedYet() {
    orders().resolved(ONE_POD);

    assertThat(registry.getMeters()).hasSize(24);
  }

  @Test
  void everyMeterNamesItsTarget() {
    orders();
    assertThat(registry.getMeters())
        .allSatisfy(
            meter -> {
              assertThat(meter.getId().getTag("namespace")).isEqualTo("shop");
              assertThat(meter.getId().getTag("service")).isEqualTo("orders");
              assertThat(meter.getId().getTag("port")).isEqualTo("http");
              assertThat(meter.getId().getDescription()).isNotBlank();
            });
  }

  @Test
  void targetsThatDifferInTheWayTheyNameThePortHaveMetersOfTheirOwn() {
    ServiceKey service = new ServiceKey("shop", "orders");
    opened(new Target(service, new PortRef.Sole()));
    opened(new Target(service, new PortRef.Named("")));
    opened("orders.shop:only");
    opened("orders.shop:80");

    assertThat(values("fairlead.retries", "port"))
        .containsExactly("80", "_only", "_unnamed", "only");
  }

  @Test
  void aTargetThatIsNotWatchedAnyMoreLosesItsMetersAndTheOthersKeepTheirs() {
    TargetBalancer orders = orders();
    orders.resolved(ONE_POD);
    opened("payments.shop:http");
    metrics.targetClosed(orders);

    assertThat(values("fairlead.endpoints", "service")).containsExactly("payments");
    assertThat(meters("fairlead.picks")).isEmpty();
  }

  @Test
  void aTargetOpenedAnewBeforeItsFormerEndIsToldKeepsTheNewMeters() {
    TargetBalancer former = orders();
    former.resolved(ONE_POD);
    call(former, Outcome.SUCCESS, Outcome.SUCCESS);
    TargetBalancer now = orders();
    metrics.targetClosed(former);
    now.resolved(ONE_POD);
    call(now, Outcome.SUCCESS);

    assertThat(value("fairlead.picks", "result", "success")).isEqualTo(1);
    metrics.targetClosed(now);
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void closingRemovesEveryMeterAndNothingComesAfterIt() {
    registry.counter("of.somebody.else");
    TargetBalancer orders = orders();
    orders.resolved(ONE_POD);
    metrics.watchRestarted("shop", "services");
    metrics.close();
    metrics.close();

    opened("payments.shop:http").resolved(ONE_POD);
    orders.resolved(new Resolution.NotFound());
    metrics.watchRestarted("shop", "services");
    metrics.targetClosed(orders);
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getName())
        .containsExactly("of.somebody.else");
  }
}
