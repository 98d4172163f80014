package dev.fairlead.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;

/**
 * Service shop/orders, port 80, on an embedded Kubernetes API, with pods that are real servers on
 * loopback addresses of their own; each answers with its name. And a Fairlead that watches it.
 */
final class Pods implements AutoCloseable {
  static final Target ORDERS = Target.parse("orders.shop:80");
  static final String URL = "http://orders.shop/";

  final FakeKubernetes kubernetes = FakeKubernetes.start();
  final List<MockWebServer> servers = new ArrayList<>();
  final List<SliceEndpoint> endpoints = new ArrayList<>();
  final Fairlead fairlead;

  Pods() {
    this(BalancingPolicy.roundRobin());
  }

  Pods(BalancingPolicy policy) {
    fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(kubernetes.uri()))
            .ownNamespace("shop")
            .location(new Location("node-0", "zone-a"))
            .policy(policy)
            .build();
    kubernetes.service("shop", "orders").port("http", 80).apply();
  }

  /** Starts {@code count} pods, publishes them, and waits until they are known. */
  Pods start(int count) {
    return start(count, server -> {});
  }

  /** As {@link #start(int)}, with something done to each server before it listens. */
  Pods start(int count, Consumer<MockWebServer> prepare) {
    for (int i = 0; i < count; i++) {
      add(prepare);
    }
    publish();
    return this;
  }

  /** One more pod, not published yet. */
  MockWebServer add(Consumer<MockWebServer> prepare) {
    int number = servers.size();
    MockWebServer server = new MockWebServer();
    String name = "orders-" + number;
    server.setDispatcher(answering(name));
    prepare.accept(server);
    String address = "127.0.7." + (number + 1);
    try {
      server.start(InetAddress.getByName(address), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    servers.add(server);
    endpoints.add(endpoint(address, server.getPort(), name));
    return server;
  }

  static SliceEndpoint endpoint(String address, int port, String pod) {
    return SliceEndpoint.of(address, "node-0", "zone-a", pod)
        .withUid("uid-" + pod)
        .withPort("http", port);
  }

  /** Answers every request with {@code name}. */
  static Dispatcher answering(String name) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return new MockResponse.Builder().body(name).build();
      }
    };
  }

  /** Makes {@link #endpoints} the endpoints of the Service, and waits until Fairlead knows them. */
  void publish() {
    kubernetes.endpoints("shop", "orders", endpoints);
    int expected = endpoints.size();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .until(() -> known() == expected);
  }

  private int known() {
    return fairlead.loadBalancer(ORDERS).selection() instanceof Selection.Eligible eligible
        ? eligible.endpoints().size()
        : 0;
  }

  /** A builder with Fairlead installed. */
  OkHttpClient.Builder client() {
    return FairleadOkHttp.install(new OkHttpClient.Builder(), fairlead);
  }

  /** How many connections are open to endpoints, of all clients. */
  ServiceBindings bindings() {
    return fairlead.shared(
        ServiceBindings.class,
        () -> {
          throw new IllegalStateException("Nothing is installed yet");
        });
  }

  @Override
  public void close() {
    fairlead.close();
    for (MockWebServer server : servers) {
      server.close();
    }
    kubernetes.close();
  }
}
