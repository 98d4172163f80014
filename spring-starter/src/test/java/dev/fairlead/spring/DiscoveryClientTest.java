package dev.fairlead.spring;

import static dev.fairlead.spring.CloudApplication.instances;
import static dev.fairlead.spring.CloudApplication.uris;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.SliceEndpoint;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;

class DiscoveryClientTest {
  private final ApplicationContextRunner application = CloudApplication.runner();

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
                    .containsExactly("orders");
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
}
