package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Target;
import dev.fairlead.testkit.SliceEndpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FairleadEndpointTest {
  private static final Target ORDERS = Target.parse("orders.shop:80");

  /** The first 20 tell nothing of a single endpoint: the process is slow itself then. */
  private static final int ANSWERS = 30;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadAutoConfiguration.class, FairleadEndpointAutoConfiguration.class));

  private ApplicationContextRunner exposed() {
    return application.withPropertyValues("management.endpoints.web.exposure.include=fairlead");
  }

  @Test
  void itShowsEndpointsTierLoadAndWhyOthersAreLeftOut() {
    try (Shop shop = new Shop(1)) {
      shop.kubernetes.endpoints(
          "shop",
          "orders",
          List.of(
              SliceEndpoint.of(shop.pod(0), "http"),
              SliceEndpoint.of("10.1.2.3", "node-9", "zone-b", "orders-9")
                  .withPort("http", 8080)
                  .notReady()));
      exposed()
          .withPropertyValues(shop.properties("fairlead.locality.node-name=node-0"))
          .run(
              context -> {
                Fairlead fairlead = context.getBean(Fairlead.class);
                for (int i = 0; i < ANSWERS; i++) {
                  fairlead
                      .loadBalancer(ORDERS)
                      .pick()
                      .complete(Outcome.SUCCESS, Duration.ofMillis(5));
                }
                try (Pick pick = fairlead.loadBalancer(ORDERS).pick()) {
                  assertThat(pick.endpoint()).isNotNull();
                  FairleadEndpoint.Picture picture =
                      context.getBean(FairleadEndpoint.class).picture();

                  assertThat(picture.calls()).isEqualTo("to endpoints");
                  assertThat(picture.node()).isEqualTo("node-0");
                  assertThat(picture.targets()).hasSize(1);
                  check(picture.targets().get(0), shop.pod(0).address());
                }
              });
    }
  }

  private static void check(TargetDescriptor orders, String address) {
    assertThat(orders.target()).isEqualTo("orders.shop:80");
    assertThat(orders.route()).isEqualTo("to endpoints");
    assertThat(orders.freshness()).isEqualTo("live");
    assertThat(orders.selected()).isEqualTo("CLUSTER");
    EndpointDescriptor endpoint = orders.endpoints().get(0);
    assertThat(endpoint.address()).isEqualTo(address + ":8080");
    assertThat(endpoint.place())
        .isEqualTo(new EndpointDescriptor.Place("orders-0", "node-0", "zone-a", "NODE"));
    assertThat(endpoint.health()).isEqualTo("HEALTHY");
    assertThat(endpoint.load().inFlight()).isEqualTo(1);
    assertThat(endpoint.load().latencyMillis()).isBetween(4.0, 6.0);
    assertThat(endpoint.outcomes()).containsEntry(Outcome.SUCCESS, (long) ANSWERS);
    assertThat(orders.leftOut())
        .containsExactly(new TargetDescriptor.LeftOut("10.1.2.3", "orders-9", "not ready"));
  }

  @Test
  void oneServiceCanBeAskedForAndIsNotUsedByThat() {
    try (Shop shop = new Shop(0)) {
      exposed()
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                FairleadEndpoint endpoint = context.getBean(FairleadEndpoint.class);
                assertThat(endpoint.service("shop", "orders")).isNull();
                assertThat(endpoint.picture().targets()).isEmpty();

                context
                    .getBean(Fairlead.class)
                    .loadBalancer(ORDERS)
                    .settled()
                    .toCompletableFuture()
                    .join();
                assertThat(endpoint.service("shop", "orders"))
                    .extracting(picture -> picture.targets().get(0).selected())
                    .isEqualTo("NO_ENDPOINTS");
                assertThat(endpoint.service("shop", "stock")).isNull();
              });
    }
  }

  @Test
  void itIsThereOnlyWhereItIsExposed() {
    application.run(context -> assertThat(context).doesNotHaveBean(FairleadEndpoint.class));
    exposed().run(context -> assertThat(context).hasSingleBean(FairleadEndpoint.class));
  }

  @Test
  void switchesLeaveNone() {
    for (String property :
        new String[] {"fairlead.enabled=false", "management.endpoint.fairlead.access=NONE"}) {
      exposed()
          .withPropertyValues(property)
          .run(context -> assertThat(context).doesNotHaveBean(FairleadEndpoint.class));
    }
  }

  @Test
  void withoutTheActuatorThereIsNone() {
    exposed()
        .withClassLoader(new FilteredClassLoader(Endpoint.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("fairleadEndpoint"));
  }
}
