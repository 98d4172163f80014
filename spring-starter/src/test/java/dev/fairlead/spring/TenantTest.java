package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Route;
import dev.fairlead.api.Target;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application that may read one namespace only, as tenants of a cluster may. */
class TenantTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(FairleadAutoConfiguration.class));

  @Test
  void whatIsForbiddenAcrossNamespacesIsNotAskedFor() {
    try (Shop shop = new Shop(1)) {
      shop.kubernetes.deny(403, "*", "*", "");
      shop.kubernetes.deny(403, "*", "nodes", "*");
      application
          .withPropertyValues(shop.properties("fairlead.startup.services=orders"))
          .run(
              context -> {
                Fairlead fairlead = context.getBean(Fairlead.class);
                try (Pick pick = fairlead.loadBalancer(Target.parse("orders.shop:80")).pick()) {
                  assertThat(pick.endpoint().address()).isEqualTo(shop.pod(0).address());
                }
              });
    }
  }

  @Test
  void anotherNamespaceThatIsForbiddenGoesByNameAndTheStartGoesOn() {
    try (Shop shop = new Shop(1)) {
      shop.kubernetes.deny(403, "*", "*", "billing");
      application
          .withPropertyValues(shop.properties("fairlead.startup.services=orders,invoices.billing"))
          .run(
              context -> {
                Fairlead fairlead = context.getBean(Fairlead.class);
                Route invoices = fairlead.loadBalancer(Target.parse("invoices.billing:80")).route();

                assertThat(((Route.ByName) invoices).cause()).isEqualTo(Route.Cause.REFUSED);
                assertThat(fairlead.loadBalancer(Target.parse("orders.shop:80")).route())
                    .isInstanceOf(Route.ToEndpoints.class);
              });
    }
  }
}
