package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Fairlead;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

class HttpComponentsTest {
  private final ApplicationContextRunner application =
      RestClientSetup.runner()
          .withPropertyValues("spring.http.clients.imperative.factory=http-components");

  private static Set<String> pods(ApplicationContext context, String url) {
    assertThat(context.getBean(ClientHttpRequestFactory.class))
        .isInstanceOf(HttpComponentsClientHttpRequestFactory.class);
    RestClient client = RestClientSetup.client(context);
    Set<String> pods = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      String answer = client.get().uri(url).retrieve().body(String.class);
      pods.add(String.valueOf(answer).replaceAll(".*\"pod\":\"([^\"]*)\".*", "$1"));
    }
    return pods;
  }

  /** How many picks of all endpoints ended in each way; none may be left in flight. */
  private static Map<Outcome, Long> outcomes(ApplicationContext context) {
    Map<Outcome, Long> sum = new TreeMap<>();
    List<LoadBalancer> balancers = context.getBean(Fairlead.class).loadBalancers();
    for (EndpointReport endpoint : balancers.get(0).report().endpoints()) {
      assertThat(endpoint.inFlight()).isZero();
      endpoint.outcomes().forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
    }
    return sum;
  }

  @Test
  void itsRequestsGoToPods() {
    try (Shop shop = new Shop(2)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                assertThat(pods(context, "http://orders/")).containsExactly("orders-0", "orders-1");
                assertThat(outcomes(context)).containsEntry(Outcome.SUCCESS, 20L);
              });
    }
  }

  @Test
  void anotherPodIsTriedWhileNoneWasReached() {
    try (Shop shop = new Shop(3)) {
      shop.pod(0).stop();
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                assertThat(pods(context, "http://orders.shop.svc/"))
                    .containsExactly("orders-1", "orders-2");
                assertThat(outcomes(context))
                    .containsEntry(Outcome.SUCCESS, 20L)
                    .hasEntrySatisfying(
                        Outcome.CONNECT_FAILURE, count -> assertThat(count).isPositive());
              });
    }
  }

  @Test
  void itFailsAfterAsManyPodsAsAreAllowed() {
    try (Shop shop = new Shop(3)) {
      shop.pod(0).stop();
      shop.pod(1).stop();
      shop.pod(2).stop();
      application
          .withPropertyValues(shop.properties("fairlead.connect.max-attempts=2"))
          .run(
              context -> {
                assertThatThrownBy(() -> pods(context, "http://orders/"))
                    .hasStackTraceContaining("Connection refused");
                assertThat(outcomes(context).get(Outcome.CONNECT_FAILURE)).isEqualTo(2);
              });
    }
  }

  @Test
  void anErrorOfAServerCountsAgainstItsPod() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                assertThatThrownBy(() -> pods(context, "http://orders/?status=500"))
                    .isInstanceOf(HttpServerErrorException.class);
                assertThat(outcomes(context)).containsEntry(Outcome.SERVER_FAILURE, 1L);
              });
    }
  }

  @Test
  void aServiceWithoutEndpointsFailsAtOnceAndSaysWhy() {
    try (Shop shop = new Shop(0)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context ->
                  assertThatThrownBy(() -> pods(context, "http://orders/"))
                      .hasStackTraceContaining("Service shop/orders has no usable endpoint"));
    }
  }

  @Test
  void otherHostsGoAsEver() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties())
          .run(
              context -> {
                String address = "http://" + shop.pod(0).address() + ":8080/";
                assertThat(pods(context, address)).containsExactly("orders-0");
                assertThat(context.getBean(Fairlead.class).loadBalancers()).isEmpty();
              });
    }
  }

  @Test
  void aFilterOfAddressesIsAskedAboutPods() {
    try (Shop shop = new Shop(1)) {
      application
          .withPropertyValues(shop.properties())
          .withBean(InetAddressFilter.class, InetAddressFilter::externalAddresses)
          .run(
              context -> {
                assertThatThrownBy(() -> pods(context, "http://orders/"))
                    .hasStackTraceContaining("The InetAddressFilter refuses");
                assertThat(shop.asked()).isEmpty();
                assertThat(outcomes(context)).containsEntry(Outcome.CANCELLED, 1L);
              });
    }
  }

  @Test
  void withoutItThereIsNothingToCustomize() {
    application
        .withPropertyValues("spring.http.clients.imperative.factory=jdk")
        .withClassLoader(new FilteredClassLoader(HttpClientBuilder.class))
        .run(
            context ->
                assertThat(context).hasNotFailed().doesNotHaveBean("fairleadHttpComponents"));
  }

  @Test
  void switchesLeaveItAsItIs() {
    for (String property : new String[] {"fairlead.enabled", "fairlead.rest-client.enabled"}) {
      application
          .withPropertyValues(property + "=false")
          .run(context -> assertThat(context).doesNotHaveBean("fairleadHttpComponents"));
    }
  }
}
