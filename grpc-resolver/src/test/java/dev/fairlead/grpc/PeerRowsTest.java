package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.Soon;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.testkit.FakeKubernetes;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What resolvers of others get wrong, as raw objects: which addresses a channel is given. */
class PeerRowsTest {
  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final Fairlead fairlead =
      Fairlead.builder()
          .kubernetes(new KubernetesApi.At(kubernetes.uri()))
          .firstSyncWait(Duration.ofMinutes(1))
          .policy(BalancingPolicy.roundRobin(bound -> Integer.MAX_VALUE - 5))
          .build();
  private final WatchedPolicy watched = new WatchedPolicy();
  private final GrpcPod server = GrpcPod.throughout("127.0.11", 251);
  private final ManagedChannel channel =
      FairleadGrpc.configure(NettyChannelBuilder.forTarget(GrpcPods.URI).usePlaintext(), fairlead)
          .defaultLoadBalancingPolicy(watched.getPolicyName())
          .build();

  @BeforeEach
  void service() {
    kubernetes.service("shop", "orders").port("grpc", GrpcPods.PORT).apply();
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    Soon.until(channel::isTerminated);
    fairlead.close();
    kubernetes.close();
    server.close();
    watched.close();
  }

  private static String endpoint(String address) {
    return endpoint(address, "{ready: true}");
  }

  private static String endpoint(String address, String conditions) {
    return "- {addresses: [\"" + address + "\"], conditions: " + conditions + "}\n";
  }

  private void slice(String name, Collection<String> endpoints) {
    slice(name, "IPv4", endpoints);
  }

  private void slice(String name, String family, Collection<String> endpoints) {
    kubernetes.apply(
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: %s
          namespace: shop
          labels: {kubernetes.io/service-name: orders}
        addressType: %s
        ports: [{name: grpc, port: %d, protocol: TCP}]
        endpoints:%s
        """
            .formatted(
                name,
                family,
                server.port(),
                endpoints.isEmpty() ? " []" : "\n" + String.join("", endpoints)));
  }

  private static List<String> addresses(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "127.0.11." + (i + 1)).toList();
  }

  private static List<String> endpoints(List<String> addresses) {
    return addresses.stream().map(PeerRowsTest::endpoint).toList();
  }

  private void awaitGiven(Collection<String> addresses) {
    channel.getState(true);
    Soon.asserted(() -> assertThat(watched.last()).containsExactlyInAnyOrderElementsOf(addresses));
  }

  @Test
  void aSliceThatChangesIsNotTakenForTheWholeService() {
    slice("orders-a", endpoints(addresses(0, 100)));
    slice("orders-b", endpoints(addresses(100, 200)));
    slice("orders-c", endpoints(addresses(200, 250)));
    awaitGiven(addresses(0, 250));
    List<String> changed = new ArrayList<>(addresses(100, 199));
    changed.add("127.0.11.251");
    slice("orders-b", endpoints(changed));
    List<String> all = new ArrayList<>(addresses(0, 199));
    all.addAll(addresses(200, 250));
    all.add("127.0.11.251");

    awaitGiven(all);
    assertThat(watched.given).filteredOn(given -> given.size() > 250).isEmpty();
    assertThat(watched.last()).hasSize(250);
  }

  @Test
  void anAddressThatMovesBetweenSlicesNeverLeavesAndIsThereOnce() {
    slice("orders-a", endpoints(addresses(0, 3)));
    slice("orders-b", endpoints(addresses(3, 5)));
    awaitGiven(addresses(0, 5));
    int before = watched.given.size() - 1;
    slice("orders-b", endpoints(addresses(2, 5)));
    slice("orders-a", endpoints(addresses(0, 2)));
    slice("orders-b", endpoints(addresses(2, 6)));
    awaitGiven(addresses(0, 6));

    assertThat(watched.given.subList(before, watched.given.size()))
        .allSatisfy(given -> assertThat(given).contains("127.0.11.3").doesNotHaveDuplicates());
  }

  @Test
  void aDeletedSliceLeavesWithOneEvent() {
    slice("orders-a", endpoints(addresses(0, 2)));
    slice("orders-b", endpoints(addresses(2, 5)));
    awaitGiven(addresses(0, 5));
    int before = watched.given.size();
    kubernetes.delete("EndpointSlice", "shop", "orders-b");
    awaitGiven(addresses(0, 2));

    assertThat(watched.given).hasSize(before + 1);
  }

  @Test
  void scaledToZeroNothingIsLeft() {
    slice("orders-a", endpoints(addresses(0, 2)));
    awaitGiven(addresses(0, 2));
    assertThat(Echo.call(channel, "hello")).isEqualTo("everybody");
    slice("orders-a", List.of());
    awaitGiven(List.of());

    Soon.until(() -> !Reply.to(channel, Echo.UNARY, "hello").status().isOk());
    assertThat(Reply.to(channel, Echo.UNARY, "hello").status().getDescription())
        .contains("orders.shop:grpc");
  }

  @Test
  void conditionsThatAreNotThereMeanReady() {
    slice(
        "orders-a",
        List.of(
            endpoint("127.0.11.1", "{}"),
            endpoint("127.0.11.2", "{serving: true}"),
            endpoint("127.0.11.3", "null"),
            "- {addresses: [\"127.0.11.4\"]}\n",
            endpoint("127.0.11.5", "{ready: null}"),
            endpoint("127.0.11.6", "{ready: false}"),
            endpoint("127.0.11.7", "{ready: false, serving: true, terminating: true}")));

    awaitGiven(addresses(0, 5));
  }

  @Test
  void whereNoneIsReadyThoseThatServeWhileTheyEndAreUsed() {
    slice(
        "orders-a",
        List.of(
            endpoint("127.0.11.1", "{ready: false, serving: true, terminating: true}"),
            endpoint("127.0.11.2", "{ready: false, serving: false, terminating: true}")));

    awaitGiven(List.of("127.0.11.1"));
  }

  @Test
  void theSameAddressTwiceIsOne() {
    slice("orders-a", endpoints(List.of("127.0.11.1", "127.0.11.1", "127.0.11.2")));
    slice("orders-b", endpoints(List.of("127.0.11.2", "127.0.11.3")));

    awaitGiven(addresses(0, 3));
  }

  @Test
  void ofTwoFamiliesTheFirstOfTheServiceIsUsed() {
    kubernetes.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: orders, namespace: shop}
        spec:
          ipFamilies: [IPv4, IPv6]
          ipFamilyPolicy: PreferDualStack
          ports: [{name: grpc, port: %d, targetPort: %d, protocol: TCP}]
        """
            .formatted(GrpcPods.PORT, GrpcPods.PORT));
    slice("orders-six", "IPv6", List.of(endpoint("fd00::1"), endpoint("fd00::2")));
    slice("orders-four", endpoints(addresses(0, 2)));

    awaitGiven(addresses(0, 2));
  }

  /** The counters begin near the largest number: some calls later they are over it. */
  @Test
  void theRoundGoesOnWhenItsCounterRunsOver() {
    slice("orders-a", endpoints(addresses(0, 3)));
    awaitGiven(addresses(0, 3));
    Soon.until(
        () -> {
          call();
          return answers().stream().allMatch(count -> count > 0);
        });
    List<Long> before = answers();
    for (int i = 0; i < 39; i++) {
      call();
    }

    List<Long> after = answers();
    assertThat(after).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(after.get(i) - before.get(i)).isBetween(12L, 14L);
    }
  }

  private void call() {
    assertThat(Echo.call(channel, "hello")).isEqualTo("everybody");
  }

  /** Of each endpoint. */
  private List<Long> answers() {
    return fairlead.loadBalancer(GrpcPods.ORDERS).report().endpoints().stream()
        .map(endpoint -> endpoint.outcomes().get(Outcome.SUCCESS))
        .toList();
  }
}
