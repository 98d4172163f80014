package dev.fairlead.samples.springboot;

import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Both services with two pods each and no cluster: an embedded Kubernetes API, and an application
 * context for each pod on an address of its own. Calls orders while a pod of stock is replaced.
 */
public final class EmbeddedShop implements AutoCloseable {
  private static final int HTTP = 8080;
  private static final int GRPC = 9090;

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final Map<String, List<Pod>> pods = new TreeMap<>();
  private final HttpClient browser = HttpClient.newHttpClient();
  private int started;

  /** An application context and where it listens. */
  private record Pod(String name, String address, ConfigurableApplicationContext context) {
    SliceEndpoint endpoint() {
      return SliceEndpoint.of(address, "node-0", "zone-a", name)
          .withPort("http", HTTP)
          .withPort("grpc", GRPC);
    }
  }

  EmbeddedShop() {
    for (String service : List.of("orders", "stock")) {
      kubernetes.service("shop", service).port("http", 80).port("grpc", GRPC).apply();
      pods.put(service, new ArrayList<>());
      add(service);
      add(service);
    }
  }

  private void add(String service) {
    started++;
    String name = service + "-" + started;
    String address = "127.0.11." + started;
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ShopApplication.class)
            .profiles(service)
            .bannerMode(Banner.Mode.OFF)
            .run(
                "--pod.name=" + name,
                "--server.address=" + address,
                "--server.port=" + HTTP,
                "--grpc.port=" + GRPC,
                "--fairlead.api-url=" + kubernetes.uri(),
                "--fairlead.namespace=shop",
                "--fairlead.first-sync-wait=1m", // five applications are slower than one
                "--logging.level.root=warn");
    running(service).add(new Pod(name, address, context));
    publish(service);
  }

  private List<Pod> running(String service) {
    return pods.getOrDefault(service, List.of());
  }

  private void publish(String service) {
    kubernetes.endpoints("shop", service, running(service).stream().map(Pod::endpoint).toList());
  }

  /** The oldest pod leaves its Service and then ends; before that another one has come. */
  void replaceOldest(String service) {
    add(service);
    Pod oldest = running(service).remove(0);
    publish(service);
    oldest.context().close();
  }

  /** What a pod of orders answers. */
  String get(int pod, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + running("orders").get(pod).address() + ":" + HTTP + path);
    HttpResponse<String> response =
        browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode());
    }
    return response.body();
  }

  /** Orders so many items; returns how many orders failed. */
  int order(PrintStream out, String title, int items) throws InterruptedException {
    Map<String, Integer> answers = new TreeMap<>();
    int failed = 0;
    for (int i = 0; i < items; i++) {
      try {
        answers.merge(get(i % 2, "/order/tea"), 1, Integer::sum);
      } catch (IOException e) {
        failed++;
        out.println("     " + e);
      }
    }
    out.printf("%n%s: %d orders, %d failed%n", title, items, failed);
    answers.forEach((answer, count) -> out.printf("     %-75s %5d%n", answer, count));
    return failed;
  }

  static int run(PrintStream out, int items) throws InterruptedException {
    try (EmbeddedShop shop = new EmbeddedShop()) {
      int failed = shop.order(out, "Two pods of each service", items);
      shop.replaceOldest("stock");
      failed += shop.order(out, "A pod of stock was replaced", items);
      return failed;
    }
  }

  /** Exits with 0 when no order failed. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.out, 200) == 0 ? 0 : 1);
  }

  @Override
  public void close() {
    pods.values().forEach(list -> list.forEach(pod -> pod.context().close()));
    kubernetes.close();
  }
}
