package dev.fairlead.spring.figures;

import dev.fairlead.spring.OkHttpClientHttpRequestFactory;
import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.util.List;
import okhttp3.OkHttpClient;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * What a call of RestClient costs with the starter, beside the same request factory without
 * Fairlead and the ones of Boot; and what the start of an application costs more. The server is in
 * the same JVM and counted with each side.
 */
public final class Overhead {
  private static final int CALLS = 500;

  private Overhead() {}

  /** An application with all that is on the class path. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  private static ConfigurableApplicationContext start(FakeKubernetes kubernetes, boolean enabled) {
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .properties(
            "fairlead.api-url=" + kubernetes.uri(),
            "fairlead.namespace=shop",
            "fairlead.enabled=" + enabled)
        .run();
  }

  private static Rounds calls(String name, ClientHttpRequestFactory requests, String url) {
    RestClient client = RestClient.builder().requestFactory(requests).baseUrl(url).build();
    return new Rounds(name, CALLS, () -> client.get().uri("/").retrieve().toBodilessEntity());
  }

  private static void print(String unit, List<Rounds> sides) {
    System.out.printf(
        "| %s, us: median (least to most) | processor | clock |%n| --- | --- | --- |%n", unit);
    sides.forEach(side -> System.out.println(side.row()));
  }

  private static void compareCalls(FakeKubernetes kubernetes, String address) {
    try (ConfigurableApplicationContext context = start(kubernetes, true)) {
      List<Rounds> sides =
          List.of(
              calls(
                  "starter, http://orders/",
                  context.getBean(ClientHttpRequestFactory.class),
                  "http://orders"),
              calls(
                  "OkHttp without Fairlead, the pod's address",
                  new OkHttpClientHttpRequestFactory(new OkHttpClient()),
                  address),
              calls(
                  "Boot's factory on the JDK's client, the pod's address",
                  ClientHttpRequestFactoryBuilder.jdk().build(),
                  address),
              calls(
                  "Boot's factory on Apache HttpClient, the pod's address",
                  ClientHttpRequestFactoryBuilder.httpComponents().build(),
                  address));
      Rounds.run(5, 15, sides);
      print("a call", sides);
    }
  }

  private static void compareStarts(FakeKubernetes kubernetes) {
    List<Rounds> sides =
        List.of(
            new Rounds("fairlead.enabled=true", 1, () -> start(kubernetes, true).close()),
            new Rounds("fairlead.enabled=false", 1, () -> start(kubernetes, false).close()));
    Rounds.run(5, 15, sides);
    print("start and end of an application", sides);
  }

  /** Runs both comparisons, about a minute. */
  public static void main(String[] args) {
    System.out.printf(
        "%d cores, JDK %s%n%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
    try (FakeKubernetes kubernetes = FakeKubernetes.start();
        EchoPods servers = EchoPods.start()) {
      EchoPod pod = servers.add("orders-0", "node-0", "zone-a", 8080);
      kubernetes.service("shop", "orders").port("http", 80).apply();
      kubernetes.endpoints("shop", "orders", List.of(SliceEndpoint.of(pod, "http")));
      compareCalls(kubernetes, "http://" + pod.address() + ":8080");
      System.out.println();
      compareStarts(kubernetes);
    }
  }
}
