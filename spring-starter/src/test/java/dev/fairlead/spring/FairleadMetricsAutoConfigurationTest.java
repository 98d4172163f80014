package dev.fairlead.spring;

import static dev.fairlead.spring.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Target;
import dev.fairlead.micrometer.FairleadMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FairleadMetricsAutoConfigurationTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadAutoConfiguration.class, FairleadMetricsAutoConfiguration.class));

  private ApplicationContextRunner withRegistry() {
    return application.withBean(MeterRegistry.class, () -> registry);
  }

  private static void pick(Fairlead fairlead) {
    fairlead.loadBalancer(Target.parse("orders.shop:80")).pick().complete(Outcome.SUCCESS);
  }

  @Test
  void picksAreCountedInTheRegistryOfTheApplication() {
    try (Shop shop = new Shop(2)) {
      withRegistry()
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                pick(context.getBean(Fairlead.class));

                await()
                    .untilAsserted(
                        () ->
                            assertThat(
                                    registry
                                        .find("fairlead.picks")
                                        .tags("service", "orders", "result", "success")
                                        .functionCounters())
                                .anyMatch(counter -> counter.count() == 1));
                assertThat(registry.find("fairlead.endpoint.picks").meters()).isEmpty();
              });
    }
  }

  @Test
  void endpointsHaveMetersOnRequest() {
    try (Shop shop = new Shop(2)) {
      withRegistry()
          .withPropertyValues(shop.properties("fairlead.metrics.endpoint-tags=true"))
          .run(
              context -> {
                pick(context.getBean(Fairlead.class));

                await()
                    .untilAsserted(
                        () ->
                            assertThat(registry.find("fairlead.endpoint.picks").meters())
                                .hasSize(2));
              });
    }
  }

  @Test
  void theMetersGoWithTheContext() {
    try (Shop shop = new Shop(1)) {
      withRegistry()
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                pick(context.getBean(Fairlead.class));
                await().until(() -> !registry.getMeters().isEmpty());
              });

      assertThat(registry.getMeters()).isEmpty();
    }
  }

  @Test
  void withoutARegistryThereAreNone() {
    application.run(
        context -> assertThat(context).hasNotFailed().doesNotHaveBean(FairleadMetrics.class));
  }

  @Test
  void withoutMicrometerThereAreNone() {
    application
        .withClassLoader(new FilteredClassLoader("io.micrometer"))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("fairleadMetrics"));
  }

  @Test
  void switchesLeaveNone() {
    for (String property : new String[] {"fairlead.enabled", "fairlead.metrics.enabled"}) {
      withRegistry()
          .withPropertyValues(property + "=false")
          .run(context -> assertThat(context).doesNotHaveBean(FairleadMetrics.class));
    }
  }

  @Test
  void ownMetricsReplaceThem() {
    FairleadMetrics own = new FairleadMetrics(registry);
    withRegistry()
        .withBean("own", FairleadMetrics.class, () -> own)
        .run(context -> assertThat(context).getBean(FairleadMetrics.class).isSameAs(own));
  }
}
