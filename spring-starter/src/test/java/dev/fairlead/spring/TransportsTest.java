package dev.fairlead.spring;

import static dev.fairlead.spring.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * One application per transport, written as if there were no Fairlead, tested as Spring Boot has
 * it: two pods on the testkit's API, and each call must reach the next one.
 */
@DirtiesContext
class TransportsTest {
  private static final int CALLS = 10;

  private static Shop shop;
  private static GrpcShop grpcShop;

  @BeforeAll
  static void start() {
    shop = new Shop(2);
    grpcShop = new GrpcShop("orders", 2);
  }

  @AfterAll
  static void close() {
    grpcShop.close();
    shop.close();
  }

  /** The API of the pods that answer HTTP. */
  @DynamicPropertySource
  static void api(DynamicPropertyRegistry properties) {
    properties.add("fairlead.api-url", () -> shop.kubernetes.uri());
    properties.add("fairlead.namespace", () -> "shop");
    properties.add("fairlead.policy", () -> "round-robin");
    properties.add("fairlead.first-sync-wait", () -> "1m");
  }

  /** An application without beans of its own. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  /** What an application declares of a service it calls. */
  interface Orders {
    @GetExchange("/")
    String get();
  }

  /** Half of the calls went to each pod since they were counted last. */
  private static void assertBothWereAsked(int[] before) {
    assertThat(served()).containsExactly(before[0] + CALLS / 2, before[1] + CALLS / 2);
  }

  private static int[] served() {
    return new int[] {(int) shop.pod(0).served(), (int) shop.pod(1).served()};
  }

  @Nested
  @SpringBootTest(
      classes = {Application.class, RestClientAndTemplate.Services.class},
      properties = "spring.http.serviceclient.orders.base-url=http://orders/")
  class RestClientAndTemplate {

    /** The services that the application calls. */
    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "orders", types = Orders.class)
    static class Services {}

    @Test
    void ofRestClient(@Autowired RestClient.Builder clients) {
      int[] before = served();
      for (int i = 0; i < CALLS; i++) {
        clients.build().get().uri("http://orders.shop/").retrieve().toBodilessEntity();
      }
      assertBothWereAsked(before);
    }

    @Test
    void ofRestTemplate(@Autowired RestTemplateBuilder templates) {
      int[] before = served();
      for (int i = 0; i < CALLS; i++) {
        templates.build().getForObject("http://orders/", String.class);
      }
      assertBothWereAsked(before);
    }

    @Test
    void ofAnHttpServiceClient(@Autowired Orders orders) {
      int[] before = served();
      for (int i = 0; i < CALLS; i++) {
        orders.get();
      }
      assertBothWereAsked(before);
    }

    @Test
    void ofOkHttp(@Autowired OkHttpClient client) throws IOException {
      int[] before = served();
      for (int i = 0; i < CALLS; i++) {
        Request request = new Request.Builder().url("http://orders/").build();
        try (Response response = client.newCall(request).execute()) {
          assertThat(response.code()).isEqualTo(200);
        }
      }
      assertBothWereAsked(before);
    }
  }

  @Nested
  @SpringBootTest(
      classes = Application.class,
      properties = "spring.http.clients.imperative.factory=http-components")
  class ApacheHttpClient {

    @Test
    void ofRestClient(
        @Autowired RestClient.Builder clients, @Autowired ClientHttpRequestFactory library) {
      assertThat(library).isInstanceOf(HttpComponentsClientHttpRequestFactory.class);
      int[] before = served();
      for (int i = 0; i < CALLS; i++) {
        clients.build().get().uri("http://orders/").retrieve().toBodilessEntity();
      }
      assertBothWereAsked(before);
    }
  }

  @Nested
  @SpringBootTest(classes = Application.class)
  @Import(SpringCloud.Clients.class)
  class SpringCloud {

    /** As Spring Cloud has it. */
    @Configuration(proxyBeanMethods = false)
    static class Clients {
      @Bean
      @LoadBalanced
      RestClient.Builder balanced() {
        return RestClient.builder();
      }
    }

    @Test
    void ofLoadBalancedRestClient(@Autowired @LoadBalanced RestClient.Builder clients) {
      int[] before = served();
      for (int i = 0; i < CALLS; i++) {
        clients.build().get().uri("http://orders/").retrieve().toBodilessEntity();
      }
      assertBothWereAsked(before);
    }
  }

  @Nested
  @SpringBootTest(
      classes = Application.class,
      properties = "spring.grpc.client.channel.orders.target=k8s:///orders:grpc")
  class Grpc {

    /** The API of the pods that answer gRPC. */
    @DynamicPropertySource
    static void api(DynamicPropertyRegistry properties) {
      properties.add("fairlead.api-url", () -> grpcShop.uri());
    }

    /** Connections come one by one. */
    @Test
    void ofAChannel(@Autowired GrpcChannelFactory channels) {
      HealthBlockingStub stub = HealthGrpc.newBlockingStub(channels.createChannel("orders"));
      await()
          .until(
              () -> {
                stub.withWaitForReady().check(HealthCheckRequest.getDefaultInstance());
                return grpcShop.asked().size() == 2;
              });
    }
  }
}
