package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.internal.watching.WatchTimes;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.RecordedRequest;
import dev.fairlead.testkit.SliceEndpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A Kubernetes API over HTTP with the Service shop/orders and two pods, and a Fairlead on node-0.
 */
abstract class ApiFixture {
  static final Duration SOON = Duration.ofSeconds(60);

  /** The defaults, but that an answer may take as long as the machine makes it. */
  static final WatchTimes UNHURRIED = unhurried(WatchTimes.DEFAULT);

  final FakeKubernetes kubernetes = FakeKubernetes.start();
  Fairlead fairlead = open(Map.of("NODE_NAME", "node-0", "NODE_ZONE", "zone-a"));

  final Fairlead open(Map<String, String> environment) {
    return open(environment, new KubernetesApi.At(kubernetes.uri()));
  }

  static Fairlead open(Map<String, String> environment, KubernetesApi api) {
    return Fairlead.builder()
        .kubernetes(api)
        .environment(environment)
        .times(UNHURRIED)
        .firstSyncWait(SOON)
        .build();
  }

  private static WatchTimes unhurried(WatchTimes times) {
    return new WatchTimes(
        SOON,
        SOON,
        times.silent(),
        times.probeAfter(),
        times.longestBackoff(),
        times.shortestWatch(),
        times.watchLength(),
        times.tick());
  }

  @BeforeEach
  void aServiceWithTwoPods() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    endpoints("10.1.0.1", "10.1.0.2");
  }

  @AfterEach
  void close() {
    fairlead.close();
    kubernetes.close();
  }

  final LoadBalancer orders() {
    return fairlead.loadBalancer(Target.parse("orders.shop:http"));
  }

  final void endpoints(String... addresses) {
    kubernetes.endpoints(
        "shop", "orders", Arrays.stream(addresses).map(ApiFixture::endpoint).toList());
  }

  static SliceEndpoint endpoint(String address) {
    String last = address.substring(address.lastIndexOf('.') + 1);
    return SliceEndpoint.of(address, "node-" + last, "zone-a", "orders-" + last)
        .withPort("http", 8080);
  }

  /** How many requests of that verb the API server got. */
  final long count(String verb) {
    return kubernetes.requests().stream().map(RecordedRequest::verb).filter(verb::equals).count();
  }

  static void awaitSet(LoadBalancer balancer, String... addresses) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(addresses(balancer)).containsExactlyInAnyOrder(addresses));
  }

  static Set<String> addresses(LoadBalancer balancer) {
    Set<String> addresses = new TreeSet<>();
    if (balancer.selection() instanceof Selection.Eligible eligible) {
      for (Endpoint endpoint : eligible.endpoints()) {
        addresses.add(endpoint.address());
      }
    }
    return addresses;
  }

  static void awaitReason(LoadBalancer balancer, Reason reason) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(balancer.selection())
                    .isInstanceOfSatisfying(
                        Selection.Empty.class, e -> assertThat(e.reason()).isEqualTo(reason)));
  }
}
