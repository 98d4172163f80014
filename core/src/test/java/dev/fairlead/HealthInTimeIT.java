package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Health;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An endpoint is left out and used again on the clock and the threads that users get. */
class HealthInTimeIT implements FairleadListener {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String BAD = "10.1.0.2";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final FakeEndpointSource source = new FakeEndpointSource();
  private final Fairlead fairlead =
      Fairlead.builder()
          .source(source)
          .policy(BalancingPolicy.roundRobin())
          .outliers(
              new OutlierPolicy(
                  5,
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(1),
                  OutlierPolicy.DEFAULT.mostPercent()))
          .listener(this)
          .build();
  private final LoadBalancer orders = fairlead.loadBalancer(Balancers.ORDERS);

  @Override
  public void endpointEjected(Ejection ejection) {
    told.add("out " + ejection.endpoint().address() + " " + ejection.cause());
  }

  @Override
  public void endpointReadmitted(Target target, Endpoint endpoint) {
    told.add("in " + endpoint.address() + " of " + target);
  }

  @BeforeEach
  void threePods() {
    source.tell(
        Slices.ORDERS,
        Slices.found(
            Slices.slice(
                "a",
                Slices.ready("10.1.0.1", "node-0"),
                Slices.ready(BAD, "node-1"),
                Slices.ready("10.1.0.3", "node-2"))));
    assertThat(orders.ready()).succeedsWithin(SOON);
  }

  @AfterEach
  void close() {
    fairlead.close();
  }

  private void call(Outcome ofTheBadOne) {
    try (Pick pick = orders.pick()) {
      pick.complete(pick.endpoint().address().equals(BAD) ? ofTheBadOne : Outcome.SUCCESS);
    }
  }

  private List<Health> health() {
    return orders.report().endpoints().stream().map(one -> one.health()).toList();
  }

  @Test
  void itIsLeftOutThenProbedThenUsedAgain() {
    for (int i = 0; i < 15; i++) {
      call(Outcome.SERVER_FAILURE);
    }
    await().atMost(SOON).until(() -> !told.isEmpty());
    assertThat(told).containsExactly("out 10.1.0.2 FAILURES_IN_A_ROW");

    await()
        .atMost(SOON)
        .until(
            () -> {
              call(Outcome.SUCCESS);
              return told.size() == 2;
            });
    assertThat(told).last().isEqualTo("in 10.1.0.2 of orders.shop:http");
    await().atMost(SOON).until(() -> health().stream().allMatch(Health.HEALTHY::equals));
  }
}
