package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Route;
import dev.fairlead.api.Target;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;

class StaticEndpointsTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(FairleadAutoConfiguration.class))
          .withPropertyValues("fairlead.first-sync-wait=1m");

  private static Set<String> picked(Fairlead fairlead, String target) {
    Set<String> addresses = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      try (Pick pick = fairlead.loadBalancer(Target.parse(target, "default")).pick()) {
        addresses.add(pick.endpoint().toString());
      }
    }
    return addresses;
  }

  @Test
  void outsideOfAClusterTheEntriesAreTheEndpoints() {
    application
        .withInitializer(
            context ->
                TestPropertyValues.of(
                        Map.of(
                            "fairlead.static.[orders.shop]", "127.0.0.1:8080,127.0.0.2:8081",
                            "fairlead.static.[orders.shop:9090]", "127.0.0.3:9191",
                            "fairlead.static.[orders.shop:grpc]", "127.0.0.4:9292",
                            "fairlead.static.stock", "127.0.0.5:8082"))
                    .applyTo(context))
        .run(
            context -> {
              Fairlead fairlead = context.getBean(Fairlead.class);

              assertThat(picked(fairlead, "orders.shop:80"))
                  .containsExactly("127.0.0.1:8080", "127.0.0.2:8081");
              assertThat(picked(fairlead, "orders.shop:443"))
                  .containsExactly("127.0.0.1:8080", "127.0.0.2:8081");
              assertThat(picked(fairlead, "orders.shop:9090")).containsExactly("127.0.0.3:9191");
              assertThat(picked(fairlead, "orders.shop:grpc")).containsExactly("127.0.0.4:9292");
              assertThat(picked(fairlead, "stock:80")).containsExactly("127.0.0.5:8082");
              assertThat(fairlead.hosts().resolve("orders.shop")).isNotNull();
            });
  }

  @Test
  void aServiceWithoutAnEntryGoesByName() {
    application
        .withPropertyValues("fairlead.source=static", "fairlead.static.stock=[::1]:8082")
        .run(
            context -> {
              Fairlead fairlead = context.getBean(Fairlead.class);

              assertThat(picked(fairlead, "stock:80")).containsExactly("[::1]:8082");
              assertThat(fairlead.loadBalancer(Target.parse("orders.shop:80")).route())
                  .isInstanceOf(Route.ByName.class);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"443", "http"})
  void twoEntriesOfOnePortEndTheStart(String port) {
    application
        .withInitializer(
            context ->
                TestPropertyValues.of(
                        Map.of(
                            "fairlead.static.[orders.shop]",
                            "127.0.0.1:8080",
                            "fairlead.static.[orders.shop:" + port + "]",
                            "127.0.0.2:8443"))
                    .applyTo(context))
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseInstanceOf(FairleadPropertyException.class)
                    .hasStackTraceContaining("fairlead.static: two entries lead port"));
  }

  @Test
  void whereTheApiIsKnownTheEntriesAreIgnored() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties("fairlead.static.[orders.shop]=127.0.0.1:1"))
          .run(
              context ->
                  assertThat(picked(context.getBean(Fairlead.class), "orders.shop:80"))
                      .containsExactly(shop.pod(0).address() + ":8080"));
    }
  }

  @Test
  void withDnsEveryCallGoesByNameThoughThereIsACluster() {
    application
        .withPropertyValues("fairlead.source=dns", "KUBERNETES_SERVICE_HOST=10.0.0.1")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(Fairlead.class)
                            .loadBalancer(Target.parse("orders.shop:80"))
                            .route())
                    .isInstanceOf(Route.ByName.class));
  }
}
