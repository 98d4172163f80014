package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import dev.fairlead.spi.BalancingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FairleadAutoConfigurationTest {
  private static final Target ORDERS = Target.parse("orders.shop:80");

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(FairleadAutoConfiguration.class))
          .withPropertyValues("fairlead.first-sync-wait=1m");

  @Test
  void outsideOfAClusterItStartsAndCallsGoByName() {
    application.run(
        context -> {
          Route route = context.getBean(Fairlead.class).loadBalancer(ORDERS).route();

          assertThat(route).isInstanceOf(Route.ByName.class);
          assertThat(((Route.ByName) route).cause()).isEqualTo(Route.Cause.NO_SOURCE);
        });
  }

  @Test
  void theKillSwitchLeavesNoBean() {
    application
        .withPropertyValues("fairlead.enabled=false")
        .run(
            context ->
                assertThat(context.getBeanDefinitionNames())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("fairlead")));
  }

  @Test
  void theVariableOfTheOperatorIsTheKillSwitchToo() {
    application
        .withSystemProperties("fairlead.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(Fairlead.class));
  }

  @Test
  void anOwnFairleadReplacesIt() {
    Fairlead own = Fairlead.builder().build();
    application
        .withBean("own", Fairlead.class, () -> own)
        .run(context -> assertThat(context).getBean(Fairlead.class).isSameAs(own));
  }

  @Test
  void endpointsComeFromTheApiThatIsNamed() {
    try (Shop shop = new Shop(2)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                try (Pick pick = context.getBean(Fairlead.class).loadBalancer(ORDERS).pick()) {
                  assertThat(pick.endpoint().port()).isEqualTo(8080);
                }
              });
    }
  }

  @Test
  void anApiThatIsABeanIsUsed() {
    try (Shop shop = new Shop(1)) {
      application
          .withBean(KubernetesApi.class, () -> new KubernetesApi.At(shop.kubernetes.uri()))
          .run(
              context ->
                  assertThat(context.getBean(Fairlead.class).loadBalancer(ORDERS).route())
                      .isInstanceOf(Route.ToEndpoints.class));
    }
  }

  @Test
  void propertiesReachTheBuilder() {
    application
        .withPropertyValues(
            "fairlead.namespace=shop",
            "fairlead.namespaces=billing,stock",
            "fairlead.cluster-domain=example.org",
            "fairlead.locality.node-name=node-7",
            "fairlead.locality.zone=zone-b")
        .run(
            context -> {
              Fairlead fairlead = context.getBean(Fairlead.class);

              assertThat(fairlead.hosts().ownNamespace()).isEqualTo("shop");
              assertThat(fairlead.hosts().namespaces()).contains("billing", "stock");
              assertThat(fairlead.hosts().clusterDomain()).isEqualTo("example.org");
              assertThat(fairlead.location().node()).isEqualTo("node-7");
              assertThat(fairlead.location().zone()).isEqualTo("zone-b");
            });
  }

  @Test
  void customizersRunAfterTheProperties() {
    application
        .withPropertyValues("fairlead.namespace=shop")
        .withBean(FairleadBuilderCustomizer.class, () -> builder -> builder.ownNamespace("stock"))
        .run(
            context ->
                assertThat(context.getBean(Fairlead.class).hosts().ownNamespace())
                    .isEqualTo("stock"));
  }

  @Test
  void twoBeansOfWhichOneIsWantedEndTheStart() {
    application
        .withBean("one", BalancingPolicy.class, BalancingPolicy::random)
        .withBean("other", BalancingPolicy.class, BalancingPolicy::roundRobin)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
  }

  @Test
  void shadowModeWatchesAndLetsCallsGoByName() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties("fairlead.mode=shadow"))
          .run(
              context -> {
                Fairlead fairlead = context.getBean(Fairlead.class);

                assertThat(fairlead.bypass())
                    .extracting(Route.ByName::cause)
                    .isEqualTo(Route.Cause.SHADOW);
              });
    }
  }

  @Test
  void theFairleadIsClosedWithTheContext() {
    try (Shop shop = new Shop(1)) {
      List<Fairlead> seen = new ArrayList<>();
      application
          .withPropertyValues(shop.properties("fairlead.startup.services=orders:80"))
          .run(context -> seen.add(context.getBean(Fairlead.class)));

      assertThatIllegalStateException().isThrownBy(() -> seen.get(0).loadBalancer(ORDERS));
    }
  }

  @Test
  void whatTheRulesLeaveEmptyStillFails() {
    try (Shop shop = new Shop(0)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                TargetReport report = report(context.getBean(Fairlead.class));

                assertThat(report.selection())
                    .isInstanceOfSatisfying(
                        Selection.Empty.class,
                        empty -> assertThat(empty.reason()).isEqualTo(Reason.NO_ENDPOINTS));
              });
    }
  }

  private static TargetReport report(Fairlead fairlead) {
    fairlead.loadBalancer(ORDERS).ready().toCompletableFuture().join();
    return fairlead.loadBalancer(ORDERS).report();
  }
}
