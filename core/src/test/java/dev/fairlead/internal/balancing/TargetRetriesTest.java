package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Route;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The budget for further attempts, as a balancer grants it. */
class TargetRetriesTest {
  private static final int RESERVE = 100;
  private static final PickRequest RETRY = PickRequest.ANY.avoiding(Endpoint.of("10.1.0.1", 8080));

  private long now = Duration.ofHours(-2).toNanos();
  private Route.@Nullable ByName bypass;
  private final TargetBalancer balancer =
      new TargetBalancer(
          Balancers.ORDERS,
          Balancers.settings(BalancingPolicy.roundRobin(), Duration.ZERO),
          Balancers.hooks(null, () -> bypass, () -> now),
          Balancers.HERE);

  private void twoEndpoints() {
    balancer.resolved(
        Slices.found(
            Slices.slice(
                "a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-0"))));
  }

  private void pick(PickRequest request, int times) {
    for (int i = 0; i < times; i++) {
      balancer.pick(request).close();
    }
  }

  /** How many more are granted now; one more is refused. */
  private int left() {
    int granted = 0;
    while (balancer.tryRetry()) {
      granted++;
    }
    return granted;
  }

  @Test
  void theFirstAttemptsGiveAFifth() {
    twoEndpoints();
    pick(PickRequest.ANY, 50);

    assertThat(left()).isEqualTo(RESERVE + 10);
  }

  @Test
  void furtherAttemptsGiveNone() {
    twoEndpoints();
    pick(RETRY, 50);

    assertThat(left()).isEqualTo(RESERVE);
    assertThat(balancer.totals().retries()).isEqualTo(50);
  }

  @Test
  void callsThatGoByNameGiveNone() {
    twoEndpoints();
    bypass = new Route.ByName(Route.Cause.SHADOW, "only watched");
    for (int i = 0; i < 50; i++) {
      assertThat(balancer.route()).isSameAs(bypass);
    }

    assertThat(left()).isEqualTo(RESERVE);
  }

  @Test
  void whatIsRefusedIsCountedAndWhatIsGrantedIsNot() {
    twoEndpoints();
    assertThat(left()).isEqualTo(RESERVE);
    assertThat(balancer.totals().retriesRefused()).isEqualTo(1);
    assertThat(balancer.tryRetry()).isFalse();

    assertThat(balancer.totals().retriesRefused()).isEqualTo(2);
    assertThat(balancer.totals().retries()).as("picks that avoid something").isZero();
  }

  @Test
  void theTimeIsThatOfTheBalancersClock() {
    assertThat(left()).isEqualTo(RESERVE);
    now += Duration.ofSeconds(10).toNanos();

    assertThat(left()).isEqualTo(RESERVE);
  }
}
