package dev.fairlead.spring.figures;

import dev.fairlead.testkit.EchoPod;
import dev.fairlead.testkit.EchoPods;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * How long after a pod has left its Service the last request reaches it: with the starter, by its
 * name or as a {@code @LoadBalanced} client, beside Spring Cloud LoadBalancer with its own cache
 * over a discovery client that knows the truth at once. The pod goes on answering, so that every
 * request is seen. Each of three clients sends a request every 20 ms, by turns, for 45 s after each
 * removal.
 */
public final class RemovedPod {
  private static final int PORT = 8080;
  private static final Duration AFTER = Duration.ofSeconds(45);
  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final EchoPods servers = EchoPods.start();
  private final List<EchoPod> pods = new ArrayList<>();

  private RemovedPod() {}

  /** An application with a client of each kind. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {
    @Bean
    @LoadBalanced
    RestClient.Builder loadBalanced() {
      return RestClient.builder();
    }
  }

  /** One client and what it saw of the pod that left. */
  private static final class Side {
    private final String name;
    private final RestClient client;
    private long requests;
    private long last;
    private int failed;

    Side(String name, RestClient client) {
      this.name = name;
      this.client = client;
    }

    /** Sends one request, which reaches the pod that left if that has counted one more then. */
    void send(EchoPod left, long removedAt) {
      long before = left.served();
      try {
        client.get().uri("http://orders/").retrieve().toBodilessEntity();
      } catch (RuntimeException e) {
        failed++;
      }
      if (left.served() > before) {
        requests++;
        last = System.nanoTime() - removedAt;
      }
    }

    void reset() {
      requests = 0;
      last = 0;
      failed = 0;
    }

    void print() {
      String when = requests == 0 ? "" : String.format(", the last after %,.1f ms", last / 1e6);
      System.out.printf("  %-50s %5d%s; calls that failed: %d%n", name, requests, when, failed);
    }
  }

  private void publish() {
    kubernetes.endpoints(
        "shop", "orders", pods.stream().map(pod -> SliceEndpoint.of(pod, "http")).toList());
  }

  private void add(String name) {
    pods.add(servers.add(name, "node-0", "zone-a", PORT));
  }

  private ConfigurableApplicationContext start(String... others) {
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .properties(
            "fairlead.api-url=" + kubernetes.uri(),
            "fairlead.namespace=shop",
            "fairlead.policy=round-robin")
        .properties(others)
        .run();
  }

  private void run(int rounds) {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    add("orders-0");
    add("orders-1");
    add("orders-2");
    publish();
    try (ConfigurableApplicationContext ours = start();
        ConfigurableApplicationContext theirs = start("fairlead.load-balancer.enabled=false")) {
      RestClient.Builder plain =
          RestClient.builder().requestFactory(ours.getBean(ClientHttpRequestFactory.class));
      List<Side> sides =
          List.of(
              new Side("starter, http://orders/", plain.build()),
              new Side("starter, @LoadBalanced", client(ours)),
              new Side("spring-cloud-loadbalancer, its cache (35 s)", client(theirs)));
      for (int round = 1; round <= rounds; round++) {
        round(round, sides);
      }
    }
    servers.close();
    kubernetes.close();
  }

  private static RestClient client(ConfigurableApplicationContext context) {
    return context.getBean(RestClient.Builder.class).build();
  }

  private void round(int round, List<Side> sides) {
    EchoPod oldest = pods.get(0);
    int warmUp = 100 * round; // the cache is of another age in each round
    for (int i = 0; i < warmUp; i++) {
      sides.forEach(side -> side.send(oldest, System.nanoTime()));
      LockSupport.parkNanos(PAUSE);
    }
    sides.forEach(Side::reset);
    pods.remove(0);
    add("orders-" + (round + 2));
    long removedAt = System.nanoTime();
    publish();
    while (System.nanoTime() - removedAt < AFTER.toNanos()) {
      sides.forEach(side -> side.send(oldest, removedAt));
      LockSupport.parkNanos(PAUSE);
    }
    System.out.printf("round %d, requests that reached the pod after it had left:%n", round);
    sides.forEach(Side::print);
  }

  /** The rounds, 1 unless given. */
  public static void main(String[] args) {
    System.out.printf(
        "%d cores, JDK %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
    new RemovedPod().run(args.length == 0 ? 1 : Integer.parseInt(args[0]));
  }
}
