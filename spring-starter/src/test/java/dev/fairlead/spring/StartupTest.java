package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class StartupTest {
  private final Shop shop = new Shop(1);

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(FairleadAutoConfiguration.class));

  @AfterEach
  void close() {
    shop.close();
  }

  /** Notes what is known when it is started, as a web server would find it, and when it stops. */
  static final class WebServer implements SmartLifecycle {
    final List<Selection> known = new ArrayList<>();
    private final Fairlead fairlead;
    private boolean running;

    WebServer(Fairlead fairlead) {
      this.fairlead = fairlead;
    }

    @Override
    public void start() {
      running = true;
      fairlead.loadBalancers().stream().map(LoadBalancer::selection).forEach(known::add);
    }

    @Override
    public void stop() {
      running = false;
      known.add(fairlead.loadBalancer(Target.parse("orders.shop:80")).selection());
    }

    @Override
    public boolean isRunning() {
      return running;
    }
  }

  /** The application. */
  @Configuration(proxyBeanMethods = false)
  static class Application {
    @Bean
    WebServer webServer(Fairlead fairlead) {
      return new WebServer(fairlead);
    }
  }

  private WebServer serverOf(String... properties) {
    WebServer[] server = new WebServer[1];
    application
        .withUserConfiguration(Application.class)
        .withPropertyValues(shop.properties(properties))
        .run(context -> server[0] = context.getBean(WebServer.class));
    return server[0];
  }

  @Test
  void endpointsAreKnownBeforeTheWebServerStartsAndUntilItHasStopped() {
    WebServer server = serverOf("fairlead.startup.services=orders:80");

    assertThat(server.known).hasSize(2);
    assertThat(server.known).allMatch(Selection.Eligible.class::isInstance);
  }

  @Test
  void withoutServicesToWaitForNothingIsAsked() {
    WebServer server = serverOf();

    assertThat(server.known).hasSize(1);
    assertThat(shop.kubernetes.requests())
        .noneMatch(request -> request.toString().contains("/namespaces/shop/services/"));
  }

  @Test
  void withoutAnApiServerTheStartGoesOnAfterTheWait() {
    shop.kubernetes.stop();

    WebServer server =
        serverOf("fairlead.startup.services=orders:80", "fairlead.startup.wait=50ms");

    assertThat(server.known).isNotEmpty().noneMatch(Selection.Eligible.class::isInstance);
  }

  @Test
  void itEndsWhenTheStartIsToFail() {
    shop.kubernetes.stop();

    application
        .withPropertyValues(
            shop.properties(
                "fairlead.startup.services=orders:80",
                "fairlead.startup.wait=50ms",
                "fairlead.startup.fail-fast=true"))
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseInstanceOf(StartupServiceException.class)
                    .hasStackTraceContaining("The endpoints of orders.shop:80 are not known"));
  }

  @Test
  void whereAllCallsGoByNameNothingIsWaitedFor() {
    shop.kubernetes.stop();

    application
        .withPropertyValues(
            shop.properties(
                "fairlead.mode=shadow",
                "fairlead.startup.services=orders:80",
                "fairlead.startup.fail-fast=true"))
        .run(context -> assertThat(context).hasNotFailed());
  }
}
