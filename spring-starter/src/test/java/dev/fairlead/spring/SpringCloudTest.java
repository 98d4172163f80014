package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.testkit.SliceEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.cloud.loadbalancer.config.BlockingLoadBalancerClientAutoConfiguration;
import org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

class SpringCloudTest {

  /** An application as it was before the starter. */
  @Configuration(proxyBeanMethods = false)
  static class Application {
    @Bean
    @LoadBalanced
    RestClient.Builder restClientBuilder() {
      return RestClient.builder();
    }
  }

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FairleadAutoConfiguration.class,
                  FairleadDiscoveryAutoConfiguration.class,
                  FairleadLoadBalancerAutoConfiguration.class,
                  UtilAutoConfiguration.class,
                  SimpleDiscoveryClientAutoConfiguration.class,
                  CompositeDiscoveryClientAutoConfiguration.class,
                  LoadBalancerAutoConfiguration.class,
                  BlockingLoadBalancerClientAutoConfiguration.class,
                  org.springframework.cloud.client.loadbalancer.LoadBalancerAutoConfiguration
                      .class))
          .withUserConfiguration(Application.class);

  private static Set<String> hosts(ApplicationContext context, int calls) {
    LoadBalancerClient client = context.getBean(LoadBalancerClient.class);
    Set<String> hosts = new TreeSet<>();
    for (int i = 0; i < calls; i++) {
      ServiceInstance instance = client.choose("orders");
      hosts.add(instance == null ? "none" : instance.getHost());
    }
    return hosts;
  }

  private static List<ServiceInstance> instances(ApplicationContext context, String serviceId) {
    return context.getBean(DiscoveryClient.class).getInstances(serviceId);
  }

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

  @Test
  void anInstanceTellsZoneNodeAndPod() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                ServiceInstance instance = instances(context, "orders.shop").get(0);

                assertThat(instance.getMetadata())
                    .containsEntry("zone", "zone-a")
                    .containsEntry("node", "node-0")
                    .containsEntry("pod", "orders-0")
                    .containsEntry("namespace", "shop");
                assertThat(instance.getInstanceId()).isEqualTo(shop.pod(0).uid());
                assertThat(instance.getServiceId()).isEqualTo("orders.shop");
                assertThat(instance.getUri())
                    .isEqualTo(URI.create("http://" + shop.pod(0).address() + ":8080"));
              });
    }
  }

  private static void severalPorts(Shop shop) {
    shop.kubernetes
        .service("shop", "stock")
        .port("metrics", 9100)
        .port("http", 80)
        .port("https", 443)
        .apply();
    shop.kubernetes.endpoints(
        "shop",
        "stock",
        List.of(
            SliceEndpoint.of("10.1.2.3", "node-0", "zone-a", "stock-0")
                .withPort("metrics", 9100)
                .withPort("http", 8080)
                .withPort("https", 8443)));
  }

  private static Set<String> uris(List<ServiceInstance> instances) {
    return instances.stream().map(i -> i.getUri().toString()).collect(Collectors.toSet());
  }

  @Test
  void ofSeveralPortsItIsTheOneNamedHttpUnlessThePropertiesSayOtherwise() {
    try (Shop shop = new Shop(1)) {
      severalPorts(shop);
      application
          .withPropertyValues(
              shop.properties(
                  "fairlead.services.[stock.shop].port=https",
                  "fairlead.services.[stock.shop.svc].port=9100"))
          .run(
              context -> {
                assertThat(uris(instances(context, "stock")))
                    .containsExactly("http://10.1.2.3:8080");
                assertThat(uris(instances(context, "stock.shop")))
                    .containsExactly("https://10.1.2.3:8443");
                assertThat(uris(instances(context, "stock.shop.svc")))
                    .containsExactly("http://10.1.2.3:9100");
                assertThat(context.getBean(LoadBalancerClient.class).choose("stock").getUri())
                    .hasToString("http://10.1.2.3:8080");
              });
    }
  }

  @Test
  void anIdThatIsNoServiceIsLeftToOtherClients() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(
              shop.properties(
                  "spring.cloud.discovery.client.simple.instances.partner[0].uri=http://10.9.9.9:1",
                  "spring.cloud.discovery.client.simple.instances.OLD_ONE[0].uri=http://10.9.9.8:1"))
          .run(
              context -> {
                assertThat(uris(instances(context, "partner")))
                    .containsExactly("http://10.9.9.9:1");
                assertThat(uris(instances(context, "OLD_ONE")))
                    .containsExactly("http://10.9.9.8:1");
                assertThat(uris(instances(context, "orders")))
                    .containsExactly("http://" + shop.pod(0).address() + ":8080");
                assertThat(context.getBean(FairleadDiscoveryClient.class).getServices())
                    .contains("orders");
              });
    }
  }

  @Test
  void reactiveCallersGetTheSame() {
    try (Shop shop = new Shop(2)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context ->
                  assertThat(
                          context
                              .getBean(ReactiveDiscoveryClient.class)
                              .getInstances("orders")
                              .collectList()
                              .block())
                      .hasSize(2));
    }
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

  @Test
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
