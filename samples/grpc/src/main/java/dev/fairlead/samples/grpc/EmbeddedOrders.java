package dev.fairlead.samples.grpc;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Service shop/orders without a cluster: an embedded Kubernetes API, real gRPC servers as pods. */
final class EmbeddedOrders implements AutoCloseable {
  static final String TARGET = "k8s:///orders:grpc";

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration GLANCE = Duration.ofMillis(1);

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final List<Pod> running = new ArrayList<>();
  private final List<Server> ending = new ArrayList<>();
  private int started;

  private record Pod(String name, String address, Server server) {
    SliceEndpoint endpoint() {
      return SliceEndpoint.of(address, "node-0", "zone-a", name).withPort("grpc", server.getPort());
    }
  }

  EmbeddedOrders(int pods) {
    kubernetes.service("shop", "orders").port("grpc", 50051).apply();
    for (int i = 0; i < pods; i++) {
      add();
    }
    publish();
  }

  /** A Fairlead as a pod of the same namespace has it. */
  Fairlead open() {
    return Fairlead.builder()
        .kubernetes(new KubernetesApi.At(kubernetes.uri()))
        .ownNamespace("shop")
        .firstSyncWait(PATIENCE)
        .build();
  }

  private void add() {
    String address = "127.0.9." + (started + 1);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(address, 0))
            .addService(new HealthStatusManager().getHealthService())
            .build();
    try {
      running.add(new Pod("orders-" + started, address, server.start()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    started++;
  }

  /**
   * The oldest pod leaves the Service and ends as a gRPC server should; a new one comes. One after
   * the other: not before the client has heard of the last one, or it may know none that is left.
   */
  void replaceOldest(Fairlead client) {
    LoadBalancer known = client.loadBalancer(Target.parse("orders.shop:grpc"));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!knowsAll(known.selection()) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    Pod oldest = running.remove(0);
    add();
    publish();
    ending.add(oldest.server().shutdown());
  }

  private boolean knowsAll(Selection selection) {
    return selection instanceof Selection.Eligible eligible
        && running.stream()
            .allMatch(
                pod ->
                    eligible.endpoints().stream()
                        .anyMatch(endpoint -> endpoint.address().equals(pod.address())));
  }

  private void publish() {
    kubernetes.endpoints("shop", "orders", running.stream().map(Pod::endpoint).toList());
  }

  @Override
  public void close() {
    running.forEach(pod -> pod.server().shutdownNow());
    ending.forEach(Server::shutdownNow);
    kubernetes.close();
  }
}
