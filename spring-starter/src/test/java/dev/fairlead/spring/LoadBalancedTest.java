package dev.fairlead.spring;

import static dev.fairlead.spring.CloudApplication.hosts;
import static dev.fairlead.spring.CloudApplication.instances;
import static dev.fairlead.spring.CloudApplication.uris;
import static dev.fairlead.spring.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.SliceEndpoint;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

class LoadBalancedTest {
  private final ApplicationContextRunner application = CloudApplication.runner();

  @Test
  void loadBalancedClientsCallPods() {
    try (Shop shop = new Shop(2)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                RestClient client = context.getBean(RestClient.Builder.class).build();
                for (int i = 0; i < 10; i++) {
                  client.get().uri("http://orders/").retrieve().toBodilessEntity();
                }

                assertThat(shop.asked()).containsExactly("orders-0", "orders-1");
              });
    }
  }

  /** Spring Cloud's own cache keeps instances for 35 s; its wait here is shorter. */
  @Test
  void aPodThatLeavesIsChosenNoMoreAndOneThatComesIsWithoutAnyCacheExpiring() {
    try (Shop shop = new Shop(2)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                assertThat(hosts(context, 10)).hasSize(2);
                String left = shop.pod(0).address();
                String stays = shop.pod(1).address();

                shop.remove(0);
                await().untilAsserted(() -> assertThat(hosts(context, 10)).doesNotContain(left));
                assertThat(hosts(context, 10)).containsExactly(stays);

                shop.add("orders-9");
                await().untilAsserted(() -> assertThat(hosts(context, 10)).hasSize(2));
              });
    }
  }

  /** The name of the pod stays, as in a StatefulSet: watchers that compare names see no change. */
  @Test
  void aPodThatIsRestartedInPlaceIsKnownByItsNewAddress() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                assertThat(hosts(context, 1)).containsExactly(shop.pod(0).address());

                shop.remove(0);
                shop.add("orders-0");
                await()
                    .untilAsserted(
                        () -> assertThat(hosts(context, 1)).containsExactly(shop.pod(0).address()));
              });
    }
  }

  private static void oneInEachZone(Shop shop) {
    shop.kubernetes.endpoints(
        "shop",
        "orders",
        List.of(
            SliceEndpoint.of("10.1.2.3", "node-0", "zone-a", "orders-0").withPort("http", 8080),
            SliceEndpoint.of("10.1.2.4", "node-1", "zone-b", "orders-1").withPort("http", 8080)));
  }

  @Test
  void thePreferenceOfSpringCloudForAZoneHoldsAndFollowsChanges() {
    try (Shop shop = new Shop(0)) {
      oneInEachZone(shop);
      application
          .withPropertyValues(shop.properties())
          .withPropertyValues(
              "spring.cloud.loadbalancer.configurations=zone-preference",
              "spring.cloud.loadbalancer.zone=zone-b")
          .run(
              context -> {
                assertThat(hosts(context, 10)).containsExactly("10.1.2.4");

                shop.kubernetes.endpoints(
                    "shop",
                    "orders",
                    List.of(
                        SliceEndpoint.of("10.1.2.5", "node-0", "zone-b", "orders-2")
                            .withPort("http", 8080)));
                await()
                    .untilAsserted(
                        () -> assertThat(hosts(context, 10)).containsExactly("10.1.2.5"));
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default",
        "same-instance-preference",
        "request-based-sticky-session",
        "weighted",
        "subset"
      })
  void otherConfigurationsOfSpringCloudGetTheEndpointsToo(String configuration) {
    try (Shop shop = new Shop(0)) {
      oneInEachZone(shop);
      application
          .withPropertyValues(shop.properties())
          .withPropertyValues("spring.cloud.loadbalancer.configurations=" + configuration)
          .run(
              context ->
                  assertThat(hosts(context, 10)).isNotEmpty().isSubsetOf("10.1.2.3", "10.1.2.4"));
    }
  }

  /** Instances with health checks are told by Spring Cloud's own suppliers; here nobody has one. */
  @Test
  void aConfigurationOfSpringCloudThatIsNotKnownIsLeftToIt() {
    try (Shop shop = new Shop(1)) {
      ApplicationContextRunner here = application.withPropertyValues(shop.properties());
      here.run(
          context -> assertThat(suppliers(context)).hasOnlyElementsOfType(FairleadInstances.class));
      here.withPropertyValues("spring.cloud.loadbalancer.configurations=health-check")
          .run(context -> assertThat(suppliers(context)).isEmpty());
    }
  }

  private static Collection<ServiceInstanceListSupplier> suppliers(ApplicationContext context) {
    return context
        .getBean(LoadBalancerClientFactory.class)
        .getInstances("orders", ServiceInstanceListSupplier.class)
        .values();
  }

  @Test
  void whereCallsGoByNameTheServiceItselfIsTheInstance() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(
              shop.properties("fairlead.mode=shadow", "fairlead.services.orders.port=80"))
          .run(
              context -> {
                assertThat(hosts(context, 1)).containsExactly("orders.shop.svc.cluster.local");
                assertThat(uris(instances(context, "orders")))
                    .containsExactly("http://orders.shop.svc.cluster.local:80");
              });
    }
  }

  @Test
  void withoutAnApiServerTheServiceItselfIsTheInstanceAfterTheWait() {
    try (Shop shop = new Shop(1)) {
      shop.kubernetes.stop();
      application
          .withPropertyValues(shop.properties("fairlead.first-sync-wait=50ms"))
          .run(
              context -> {
                assertThat(hosts(context, 1)).containsExactly("orders.shop.svc.cluster.local");
                assertThat(instances(context, "orders")).hasSize(1);
              });
    }
  }

  /** Many times, as the answer and the end of the wait for it come at once, in either order. */
  @RepeatedTest(50)
  void aServiceWithoutEndpointsHasNoInstance() {
    try (Shop shop = new Shop(0)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                assertThat(hosts(context, 1)).containsExactly("none");
                assertThat(instances(context, "orders")).isEmpty();
              });
    }
  }

  @Test
  void switchesLeaveWhatSpringCloudHas() {
    application
        .withPropertyValues(
            "fairlead.discovery-client.enabled=false", "fairlead.load-balancer.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(FairleadDiscoveryClient.class)
                    .doesNotHaveBean(FairleadLoadBalancerAutoConfiguration.class));
    application
        .withPropertyValues("fairlead.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(FairleadDiscoveryClient.class)
                    .doesNotHaveBean(FairleadLoadBalancerAutoConfiguration.class));
  }

  @Test
  void withoutSpringCloudThereIsNone() {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                FairleadAutoConfiguration.class,
                FairleadDiscoveryAutoConfiguration.class,
                FairleadLoadBalancerAutoConfiguration.class))
        .withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
        .run(
            context ->
                assertThat(context).hasNotFailed().doesNotHaveBean("fairleadDiscoveryClient"));
  }
}
