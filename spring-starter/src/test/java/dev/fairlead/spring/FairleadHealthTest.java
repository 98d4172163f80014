package dev.fairlead.spring;

import static dev.fairlead.spring.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Target;
import dev.fairlead.spring.ClusterProperties.Kubeconfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class FairleadHealthTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadAutoConfiguration.class, FairleadHealthAutoConfiguration.class))
          .withPropertyValues("fairlead.first-sync-wait=1m");

  private static LoadBalancer orders(ApplicationContext context) {
    return context.getBean(Fairlead.class).loadBalancer(Target.parse("orders.shop:80"));
  }

  private static Health health(ApplicationContext context) {
    return Objects.requireNonNull(
        context.getBean("fairleadHealthIndicator", HealthIndicator.class).health());
  }

  @Test
  void itIsUpWithEveryTargetAndStaysSoWithoutTheApiServer() {
    try (Shop shop = new Shop(2)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                orders(context).pick().close();
                assertThat(health(context).getStatus()).isEqualTo(Status.UP);
                assertThat(health(context).getDetails().get("targets"))
                    .hasToString("{orders.shop:80=2 endpoints}");

                shop.kubernetes.stop();
                await()
                    .until(() -> orders(context).report().freshness() instanceof Freshness.Stale);
                assertThat(health(context).getStatus()).isEqualTo(Status.UP);
                assertThat(health(context).getDetails().get("targets"))
                    .asString()
                    .startsWith("{orders.shop:80=2 endpoints, the API server at ");
              });
    }
  }

  @Test
  void oneEndpointIsOne() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                orders(context).pick().close();
                assertThat(health(context).getDetails().get("targets"))
                    .hasToString("{orders.shop:80=1 endpoint}");
              });
    }
  }

  @Test
  void itIsDownOnlyWhenCallsHaveWaitedInVain() {
    try (Shop shop = new Shop(1)) {
      shop.kubernetes.stop();
      application
          .withPropertyValues(shop.properties("fairlead.first-sync-wait=50ms"))
          .run(
              context -> {
                assertThat(health(context).getStatus()).isEqualTo(Status.UP);

                orders(context).settled().toCompletableFuture().join();
                assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
              });
    }
  }

  /** Many times, since the answer has to come in the midst of a look. */
  @Test
  void anAnswerThatComesWhileItLooksIsNotWaitedForInVain() {
    StaticEndpoints source =
        StaticEndpoints.of(
            Map.of("orders.shop", List.of("127.0.0.1:8080")),
            new ClusterProperties(
                "shop", List.of(), "cluster.local", null, new Kubeconfig(null, null)));
    for (int i = 0; i < 50; i++) {
      try (Fairlead fairlead =
          Fairlead.builder().source(source).firstSyncWait(Duration.ofMinutes(1)).build()) {
        HealthIndicator indicator = new FairleadHealthIndicator(fairlead);
        LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:80"));
        do {
          assertThat(indicator.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
        } while (orders.report().freshness() instanceof Freshness.Pending);
      }
    }
  }

  @Test
  void aServiceWithoutEndpointsIsNoFault() {
    try (Shop shop = new Shop(0)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                orders(context).settled().toCompletableFuture().join();

                assertThat(health(context).getStatus()).isEqualTo(Status.UP);
                assertThat(health(context).getDetails().get("targets"))
                    .hasToString("{orders.shop:80=NO_ENDPOINTS}");
              });
    }
  }

  @Test
  void outsideOfAClusterNothingIsMissing() {
    application.run(
        context -> {
          orders(context).settled().toCompletableFuture().join();

          assertThat(health(context).getStatus()).isEqualTo(Status.UP);
        });
  }

  @Test
  void itSaysWhyAllCallsGoByName() {
    application
        .withPropertyValues("fairlead.mode=off")
        .run(
            context -> {
              assertThat(health(context).getStatus()).isEqualTo(Status.UP);
              assertThat(health(context).getDetails().get("calls"))
                  .asString()
                  .startsWith("by name: Fairlead is switched off");
            });
  }

  @Test
  void switchesLeaveNone() {
    for (String property :
        new String[] {"fairlead.enabled", "management.health.fairlead.enabled"}) {
      application
          .withPropertyValues(property + "=false")
          .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }
  }

  @Test
  void withoutTheHealthModuleThereIsNone() {
    application
        .withClassLoader(new FilteredClassLoader(HealthIndicator.class))
        .run(
            context ->
                assertThat(context).hasNotFailed().doesNotHaveBean("fairleadHealthIndicator"));
  }

  @Test
  void anOwnIndicatorOfThatNameReplacesIt() {
    HealthIndicator own = () -> Health.outOfService().build();
    application
        .withBean("fairleadHealthIndicator", HealthIndicator.class, () -> own)
        .run(context -> assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE));
  }
}
