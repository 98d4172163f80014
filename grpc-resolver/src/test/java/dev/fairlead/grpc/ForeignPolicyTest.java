package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.PodRef;
import dev.fairlead.fakes.Soon;
import io.grpc.Attributes;
import io.grpc.ConnectivityState;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.util.ForwardingLoadBalancer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fairlead's addresses with policies of others. */
class ForeignPolicyTest {
  /** An endpoint of which nothing is known. */
  private static final String HAND_MADE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: orders-by-hand
        namespace: shop
        labels:
          kubernetes.io/service-name: orders
      addressType: IPv4
      endpoints:
      - addresses: ["127.0.8.99"]
      ports:
      - name: grpc
        port: 1
      """;

  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  private NettyChannelBuilder bare() {
    return NettyChannelBuilder.forTarget(GrpcPods.URI + "?lb=none")
        .usePlaintext()
        .setNameResolverArg(FairleadGrpc.FAIRLEAD, pods.fairlead);
  }

  private ManagedChannel with(String policy) {
    return pods.channel(bare().defaultLoadBalancingPolicy(policy));
  }

  /**
   * @param requests so many in a second are looked at; a pod is taken away for good if half of them
   *     fail
   */
  private ManagedChannel withOutlierDetection(String child, double requests) {
    Map<String, ?> detection =
        Map.of(
            "interval",
            "1s",
            "baseEjectionTime",
            "300s",
            "maxEjectionPercent",
            50.0,
            "failurePercentageEjection",
            Map.of("threshold", 50.0, "minimumHosts", 2.0, "requestVolume", requests),
            "childPolicy",
            List.of(Map.of(child, Map.of())));
    return pods.channel(
        bare()
            .defaultServiceConfig(
                Map.of(
                    "loadBalancingConfig",
                    List.of(Map.of("outlier_detection_experimental", detection)))));
  }

  private void assertFollows(ManagedChannel channel) {
    GrpcPods.awaitSpread(channel, 2);
    assertThat(GrpcPods.answers(channel, 10)).isEqualTo(Map.of("orders-0", 5, "orders-1", 5));
    pods.add(server -> server);
    pods.publish();
    GrpcPods.awaitSpread(channel, 3);
    pods.endpoints.remove(0);
    pods.publish();
    Map<String, Integer> even = Map.of("orders-1", 3, "orders-2", 3);
    Soon.until(() -> GrpcPods.answers(channel, 6).equals(even));
    assertThat(GrpcPods.answers(channel, 6)).isEqualTo(even);
  }

  @Test
  void roundRobinFollowsTheEndpoints() {
    pods.start(2);
    assertFollows(with("round_robin"));
    assertThat(pods.outcomes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"round_robin", "fairlead"})
  void outlierDetectionFollowsTheEndpoints(String child) {
    pods.start(2);
    assertFollows(withOutlierDetection(child, 10_000)); // none is taken away
  }

  @ParameterizedTest
  @ValueSource(strings = {"round_robin", "fairlead"})
  void outlierDetectionTakesAPodThatFailsAway(String child) {
    pods.start(3).pods.get(0).fails = Status.INTERNAL;
    ManagedChannel channel = withOutlierDetection(child, 2);
    Soon.until(() -> pods.inVain(channel)); // it is connected
    Soon.until(() -> IntStream.range(0, 12).noneMatch(i -> pods.inVain(channel)) && othersCalled());
    int before = pods.pods.get(0).calls.get();

    assertThat(GrpcPods.answers(channel, 20)).isEqualTo(Map.of("orders-1", 10, "orders-2", 10));
    assertThat(pods.pods.get(0).calls).hasValue(before);
  }

  private boolean othersCalled() {
    return pods.pods.stream().skip(1).allMatch(pod -> pod.calls.get() > 0);
  }

  /** A limit of that policy: an empty set is a mistake to it. */
  @Test
  void roundRobinKeepsTheLastEndpointsOfAServiceThatHasNoneLeft() {
    pods.start(1);
    ManagedChannel foreign = with("round_robin");
    ManagedChannel own = pods.channel();
    GrpcPods.awaitSpread(foreign, 1);
    GrpcPods.awaitSpread(own, 1);
    pods.kubernetes.endpoints("shop", "orders", List.of());
    Soon.until(() -> pods.inVain(own));

    assertThat(GrpcPods.answers(foreign, 10)).isEqualTo(Map.of("orders-0", 10));
  }

  @Test
  void pickFirstStaysWithOneAndLeavesItWhenItGoes() {
    pods.start(2);
    ManagedChannel channel = with("pick_first");
    String first = Echo.call(channel, "hello");
    assertThat(GrpcPods.answers(channel, 10)).containsOnlyKeys(first);
    pods.endpoints.remove(first.equals("orders-0") ? 0 : 1);
    pods.publish();

    Soon.until(() -> !Echo.call(channel, "hello").equals(first));
  }

  @Test
  void pickFirstEndsItsConnectionWhenNoneIsLeftAndSaysWhy() {
    pods.start(1);
    ManagedChannel channel = with("pick_first");
    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
    pods.kubernetes.endpoints("shop", "orders", List.of());

    Soon.until(() -> pods.inVain(channel));
    Soon.until(() -> channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE);
    assertThatThrownBy(() -> Echo.call(channel, "hello"))
        .hasMessageContaining("No endpoint for orders.shop:grpc");
    pods.publish();
    Soon.until(() -> !pods.inVain(channel));
  }

  @Test
  void anAddressSaysWhatIsKnownOfItsPod() {
    pods.start(1);
    pods.kubernetes.apply(HAND_MADE);
    Seen seen = new Seen();
    LoadBalancerRegistry.getDefaultRegistry().register(seen);
    try {
      Echo.call(with(Seen.NAME), "hello");
      Soon.until(() -> seen.groups.size() == 2);
    } finally {
      LoadBalancerRegistry.getDefaultRegistry().deregister(seen);
    }
    assertThat(seen.groups).allSatisfy(group -> assertThat(group.getAddresses()).hasSize(1));
    Attributes known = seen.attributes("127.0.8.1");
    PodRef pod = Objects.requireNonNull(known.get(EndpointAttributes.POD));
    assertThat(pod.name()).isEqualTo("orders-0");
    assertThat(known.get(EndpointAttributes.NODE)).isEqualTo("node-0");
    assertThat(known.get(EndpointAttributes.ZONE)).isEqualTo("zone-a");
    assertThat(known.get(EquivalentAddressGroup.ATTR_LOCALITY_NAME)).isEqualTo("zone-a");
    Attributes unknown = seen.attributes("127.0.8.99");
    assertThat(unknown.get(EndpointAttributes.POD)).isNull();
    assertThat(unknown.get(EndpointAttributes.NODE)).isNull();
    assertThat(unknown.get(EndpointAttributes.ZONE)).isNull();
    assertThat(unknown.get(EquivalentAddressGroup.ATTR_LOCALITY_NAME)).isNull();
  }

  /** The policy {@code round_robin} that notes what it is told. */
  private static final class Seen extends LoadBalancerProvider {
    static final String NAME = "seen";

    /** What it was told last. */
    volatile List<EquivalentAddressGroup> groups = List.of();

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public int getPriority() {
      return 5;
    }

    @Override
    public String getPolicyName() {
      return NAME;
    }

    Attributes attributes(String address) {
      return groups.stream()
          .filter(group -> group.getAddresses().toString().contains("/" + address + ":"))
          .findFirst()
          .orElseThrow()
          .getAttributes();
    }

    @Override
    public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
      LoadBalancer inTurn =
          Objects.requireNonNull(
                  LoadBalancerRegistry.getDefaultRegistry().getProvider("round_robin"))
              .newLoadBalancer(helper);
      return new ForwardingLoadBalancer() {
        @Override
        protected LoadBalancer delegate() {
          return inTurn;
        }

        @Override
        public Status acceptResolvedAddresses(ResolvedAddresses resolved) {
          groups = resolved.getAddresses();
          return inTurn.acceptResolvedAddresses(resolved);
        }
      };
    }
  }
}
