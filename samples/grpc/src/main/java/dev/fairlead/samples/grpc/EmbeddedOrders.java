package dev.fairlead.samples.grpc;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Service shop/orders without a cluster: an embedded Kubernetes API, real gRPC servers as pods. */
final class EmbeddedOrders implements AutoCloseable {
  static final String TARGET = "k8s:///orders:grpc";

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

  /** The oldest pod leaves the Service and ends as a gRPC server should; a new one comes. */
  void replaceOldest() {
    Pod oldest = running.remove(0);
    add();
    publish();
    ending.add(oldest.server().shutdown());
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
