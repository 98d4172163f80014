package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Fairlead;
import dev.fairlead.okhttp.ServiceUnreachableException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/** A whole application with everything that is on the class path; its code knows no Fairlead. */
class RestClientApplicationTest {

  /** What an application declares of a service it calls. */
  interface Orders {
    @GetExchange("/")
    String get();
  }

  /** The application. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ImportHttpServices(group = "orders", types = Orders.class)
  static class Application {}

  private static ConfigurableApplicationContext start(Shop shop, String... others) {
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .properties(shop.properties("spring.http.serviceclient.orders.base-url=http://orders/"))
        .properties(others)
        .run();
  }

  private static Set<String> pods(Supplier<String> call) {
    Set<String> pods = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      pods.add(call.get().replaceAll(".*\"pod\":\"([^\"]*)\".*", "$1"));
    }
    return pods;
  }

  @Test
  void restClientRestTemplateAndHttpExchangeCallPods() {
    try (Shop shop = new Shop(2);
        ConfigurableApplicationContext application = start(shop)) {
      RestClient client = application.getBean(RestClient.Builder.class).build();
      RestTemplate template = application.getBean(RestTemplateBuilder.class).build();
      Orders orders = application.getBean(Orders.class);

      String[] both = {"orders-0", "orders-1"};
      assertThat(pods(() -> client.get().uri("http://orders/").retrieve().body(String.class)))
          .containsExactly(both);
      assertThat(pods(() -> template.getForObject("http://orders.shop/", String.class)))
          .containsExactly(both);
      assertThat(pods(orders::get)).containsExactly(both);
    }
  }

  @Test
  void aPodThatIsReplacedFailsNoCall() {
    try (Shop shop = new Shop(3);
        ConfigurableApplicationContext application = start(shop)) {
      Orders orders = application.getBean(Orders.class);
      assertThat(pods(orders::get)).hasSize(3);

      shop.pod(0).stop();
      assertThat(pods(orders::get)).containsExactly("orders-1", "orders-2");
      shop.remove(0);
      assertThat(pods(orders::get)).containsExactly("orders-1", "orders-2");
    }
  }

  @Test
  void aServiceWithoutEndpointsFailsAtOnceAndSaysWhy() {
    try (Shop shop = new Shop(0);
        ConfigurableApplicationContext application = start(shop)) {
      Orders orders = application.getBean(Orders.class);

      assertThatThrownBy(orders::get)
          .isInstanceOf(ResourceAccessException.class)
          .hasCauseInstanceOf(ServiceUnreachableException.class)
          .hasMessageContaining("Service shop/orders has no usable endpoint");
    }
  }

  /** The application, with a Fairlead of its own. */
  @Configuration(proxyBeanMethods = false)
  static class Own {
    @Bean
    Fairlead own() {
      return Fairlead.builder().build();
    }
  }

  @Test
  void switchedOffNothingIsAddedToAnOwnFairleadEither() {
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(Application.class, Own.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .properties(
                "fairlead.enabled=false",
                "management.endpoints.web.exposure.include=*",
                "spring.http.serviceclient.orders.base-url=http://orders/")
            .run()) {

      assertThat(application.getBeanDefinitionNames())
          .noneMatch(name -> name.startsWith("fairlead"));
    }
  }

  @Test
  void switchedOffTheApplicationStartsAndKnowsNoFairlead() {
    try (Shop shop = new Shop(1);
        ConfigurableApplicationContext application = start(shop, "fairlead.enabled=false")) {

      assertThat(application.getBeanDefinitionNames())
          .noneMatch(name -> name.startsWith("fairlead"));
      assertThat(shop.kubernetes.requests()).isEmpty();
    }
  }
}
