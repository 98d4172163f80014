package dev.fairlead.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Location;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.ClosedPort;
import dev.fairlead.fakes.SilentPort;
import dev.fairlead.fakes.Soon;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/**
 * Service shop/orders, ports 80 and 443, on an embedded Kubernetes API, with pods that are real
 * servers on loopback addresses of their own; each answers with its name. And a Fairlead that
 * watches it, and goes round.
 */
final class Pods implements AutoCloseable {
  static final Target ORDERS = Target.parse("orders.shop:80");
  static final Target SECURE = Target.parse("orders.shop:443");
  static final String URL = "http://orders.shop/";
  static final String HOST = "orders.shop.svc.cluster.local";

  final FakeKubernetes kubernetes = FakeKubernetes.start();
  final List<MockWebServer> servers = new ArrayList<>();
  final List<SliceEndpoint> endpoints = new ArrayList<>();
  final Fairlead fairlead;

  private final List<Closeable> others = new ArrayList<>();
  private int addresses;
  private int names;

  Pods() {
    this(settings -> settings);
  }

  Pods(UnaryOperator<FairleadBuilder> settings) {
    fairlead =
        settings
            .apply(
                Fairlead.builder()
                    .kubernetes(new KubernetesApi.At(kubernetes.uri()))
                    .ownNamespace("shop")
                    .location(new Location("node-0", "zone-a"))
                    .firstSyncWait(Duration.ofMinutes(1))
                    .policy(BalancingPolicy.roundRobin())
                    // Pods that fail keep their turn, so that tests can count it.
                    .outliers(OutlierPolicy.OFF))
            .build();
    kubernetes.service("shop", "orders").port("http", 80).port("https", 443).apply();
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
    return publish();
  }

  /** As {@link #start(int)}, pods that speak TLS, known by port 443. */
  Pods start(int count, Tls tls) {
    for (int i = 0; i < count; i++) {
      add(tls::serve);
    }
    return publish(SECURE);
  }

  /** One more pod, not published yet. */
  MockWebServer add(Consumer<MockWebServer> prepare) {
    String name = nextName();
    MockWebServer server = server(Answers.always(name), prepare, nextAddress());
    servers.add(server);
    endpoints.add(endpoint(server, name));
    return server;
  }

  /** One more pod that nobody listens at. */
  void addClosed() {
    String name = nextName();
    ClosedPort port = closeLater(new ClosedPort(nextAddress()));
    endpoints.add(endpoint(port.address(), port.port(), name));
  }

  /** One more pod that takes no connection and refuses none. */
  void addSilent() {
    String name = nextName();
    SilentPort port = closeLater(new SilentPort(nextAddress()));
    endpoints.add(endpoint(port.address(), port.port(), name));
  }

  private String nextName() {
    return "orders-" + names++;
  }

  String nextAddress() {
    return "127.0.7." + ++addresses;
  }

  /** A server that is no pod yet, closed with the others. */
  MockWebServer server(
      mockwebserver3.Dispatcher answers, Consumer<MockWebServer> prepare, String address) {
    MockWebServer server = closeLater(new MockWebServer());
    server.setDispatcher(answers);
    server.setServerSocketFactory(new PromptSockets());
    prepare.accept(server);
    try {
      server.start(InetAddress.getByName(address), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return server;
  }

  /** A server that is no pod. */
  MockWebServer foreign(String says) {
    return server(Answers.always(says), server -> {}, nextAddress());
  }

  <T extends Closeable> T closeLater(T resource) {
    others.add(resource);
    return resource;
  }

  static SliceEndpoint endpoint(MockWebServer server, String pod) {
    return endpoint(server.getSocketAddress().getAddress().getHostAddress(), server.getPort(), pod);
  }

  /** Both ports of the Service lead to {@code port}. */
  static SliceEndpoint endpoint(String address, int port, String pod) {
    return SliceEndpoint.of(address, "node-0", "zone-a", pod)
        .withUid("uid-" + pod)
        .withPort("http", port)
        .withPort("https", port);
  }

  Pods publish() {
    return publish(ORDERS);
  }

  /** Makes {@link #endpoints} those of the Service, and waits until Fairlead knows them. */
  Pods publish(Target target) {
    kubernetes.endpoints("shop", "orders", endpoints);
    int expected = endpoints.size();
    Soon.until(() -> known(target).size() == expected);
    return this;
  }

  List<Endpoint> known(Target target) {
    return fairlead.loadBalancer(target).selection() instanceof Selection.Eligible eligible
        ? eligible.endpoints()
        : List.of();
  }

  /** A builder with Fairlead installed. */
  OkHttpClient.Builder client() {
    return client(OkHttpSettings.DEFAULT);
  }

  OkHttpClient.Builder client(OkHttpSettings settings) {
    return FairleadOkHttp.install(Calls.patient(), fairlead, settings);
  }

  /** What the clients of the Fairlead share; one must be installed. */
  ServiceBindings bindings() {
    return fairlead.shared(
        ServiceBindings.class,
        () -> {
          throw new IllegalStateException("Nothing is installed yet");
        });
  }

  /** The requests that came to a server since they were asked for last. */
  static List<RecordedRequest> requests(MockWebServer server) {
    List<RecordedRequest> all = new ArrayList<>();
    try {
      RecordedRequest next = server.takeRequest(0, TimeUnit.SECONDS);
      while (next != null) {
        all.add(next);
        next = server.takeRequest(0, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  /** How many picks of port 80 ended in which way; those that none did are left out. */
  Map<Outcome, Long> outcomes() {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      for (Locality locality : Locality.values()) {
        long count = fairlead.loadBalancer(ORDERS).totals().completed(outcome, locality);
        if (count > 0) {
          counts.merge(outcome, count, Long::sum);
        }
      }
    }
    return counts;
  }

  /** How many picks of port 80 have not ended. */
  int inFlight() {
    return fairlead.loadBalancer(ORDERS).report().endpoints().stream()
        .mapToInt(EndpointReport::inFlight)
        .sum();
  }

  @Override
  public void close() {
    fairlead.close();
    Collections.reverse(others); // what servers wait for, before them
    others.forEach(Pods::close);
    kubernetes.close();
  }

  private static void close(Closeable resource) {
    if (resource instanceof MockWebServer server) {
      Servers.end(server);
      return;
    }
    try {
      resource.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
