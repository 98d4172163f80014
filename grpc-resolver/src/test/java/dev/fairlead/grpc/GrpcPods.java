package dev.fairlead.grpc;

import dev.fairlead.Fairlead;
import dev.fairlead.FairleadBuilder;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Location;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.Soon;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Service shop/orders, port 50051 named grpc, on an embedded Kubernetes API, with pods that are
 * real gRPC servers on loopback addresses of their own. And a Fairlead that watches it, and goes
 * round.
 */
final class GrpcPods implements AutoCloseable {
  static final Target ORDERS = Target.parse("orders.shop:grpc");
  static final String URI = "k8s:///orders.shop:grpc";
  static final int PORT = 50051;

  final FakeKubernetes kubernetes = FakeKubernetes.start();
  final List<GrpcPod> pods = new ArrayList<>();
  final List<SliceEndpoint> endpoints = new ArrayList<>();
  final Fairlead fairlead;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private int addresses;

  GrpcPods() {
    this(settings -> settings);
  }

  GrpcPods(UnaryOperator<FairleadBuilder> settings) {
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
    kubernetes.service("shop", "orders").port("grpc", PORT).apply();
  }

  /** Starts so many pods, publishes them, and waits until they are known. */
  GrpcPods start(int count) {
    return start(count, server -> server);
  }

  GrpcPods start(int count, UnaryOperator<NettyServerBuilder> settings) {
    for (int i = 0; i < count; i++) {
      add(settings);
    }
    return publish();
  }

  /** One more pod, not published yet. */
  GrpcPod add(UnaryOperator<NettyServerBuilder> settings) {
    String address = nextAddress();
    GrpcPod pod = new GrpcPod("orders-" + pods.size(), address, settings);
    pods.add(pod);
    endpoints.add(endpoint(address, pod.port(), pod.name));
    return pod;
  }

  /** A server at this address that is no endpoint by itself. */
  GrpcPod server(String name, InetSocketAddress address) {
    GrpcPod pod = new GrpcPod(name, address, server -> server);
    pods.add(pod);
    return pod;
  }

  String nextAddress() {
    return "127.0.8." + ++addresses;
  }

  static SliceEndpoint endpoint(String address, int port, String pod) {
    return SliceEndpoint.of(address, "node-0", "zone-a", pod)
        .withUid("uid-" + pod)
        .withPort("grpc", port);
  }

  /** Makes {@link #endpoints} those of the Service, and waits until Fairlead knows them. */
  GrpcPods publish() {
    kubernetes.endpoints("shop", "orders", endpoints);
    int expected = endpoints.size();
    Soon.until(() -> known().size() == expected);
    return this;
  }

  private List<Endpoint> known() {
    return balancer().selection() instanceof Selection.Eligible eligible
        ? eligible.endpoints()
        : List.of();
  }

  LoadBalancer balancer() {
    return fairlead.loadBalancer(ORDERS);
  }

  /** A plaintext channel that uses the Fairlead; closed with the pods. */
  ManagedChannel channel() {
    return channel(builder());
  }

  ManagedChannel channel(NettyChannelBuilder builder) {
    ManagedChannel channel = builder.build();
    channels.add(channel);
    return channel;
  }

  NettyChannelBuilder builder() {
    return builder(URI);
  }

  NettyChannelBuilder builder(String target) {
    return FairleadGrpc.configure(NettyChannelBuilder.forTarget(target).usePlaintext(), fairlead);
  }

  /** Calls so often, one after the other; answers by pod. */
  static Map<String, Integer> answers(ManagedChannel channel, int calls) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < calls; i++) {
      counts.merge(Echo.call(channel, "hello"), 1, Integer::sum);
    }
    return counts;
  }

  /**
   * Waits until only this pod is called, while another one ends: a call on a connection that is
   * just ending may fail as UNAVAILABLE, in no other way.
   */
  static void awaitOnlyWhileOthersEnd(ManagedChannel channel, String pod) {
    Soon.until(() -> IntStream.range(0, 4).allMatch(call -> pod.equals(answer(channel))));
  }

  /** Null where the pod could not be reached. */
  private static @Nullable String answer(ManagedChannel channel) {
    try {
      return Echo.call(channel, "hello");
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
        throw e;
      }
      return null;
    }
  }

  /** Whether a call fails now. */
  boolean inVain(ManagedChannel channel) {
    try {
      Echo.call(channel, "hello");
      return false;
    } catch (StatusRuntimeException e) {
      return true;
    }
  }

  /** Waits until calls have reached so many pods. */
  static void awaitSpread(ManagedChannel channel, int pods) {
    Soon.until(() -> answers(channel, pods * 3).size() == pods);
  }

  /** How many picks ended in which way; those that none did are left out. */
  Map<Outcome, Long> outcomes() {
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      for (Locality locality : Locality.values()) {
        long count = balancer().totals().completed(outcome, locality);
        if (count > 0) {
          counts.merge(outcome, count, Long::sum);
        }
      }
    }
    return counts;
  }

  /** How many picks have not ended. */
  int inFlight() {
    return balancer().report().endpoints().stream().mapToInt(EndpointReport::inFlight).sum();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    Soon.until(() -> channels.stream().allMatch(ManagedChannel::isTerminated));
    fairlead.close();
    pods.forEach(GrpcPod::close);
    kubernetes.close();
  }
}
