package dev.fairlead.samples.grpc;

import dev.fairlead.Fairlead;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import io.grpc.Attributes;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Service shop/orders without a cluster: an embedded Kubernetes API, real gRPC servers as pods. */
final class EmbeddedOrders implements AutoCloseable {
  static final String TARGET = "k8s:///orders:grpc";

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final List<Pod> running = new ArrayList<>();
  private final List<Server> ending = new ArrayList<>();
  private int started;

  /**
   * @param found completes when a client has connected to it
   */
  private record Pod(String name, String address, Server server, CompletableFuture<Void> found) {
    SliceEndpoint endpoint() {
      return SliceEndpoint.of(address, "node-0", "zone-a", name).withPort("grpc", server.getPort());
    }

    /** In a cluster seconds lie between the end of one pod and that of the next. */
    void awaitFound() {
      found.orTimeout(1, TimeUnit.MINUTES).join();
    }
  }

  /** Notes that a client has connected. */
  private static final class Found extends ServerTransportFilter {
    private final CompletableFuture<Void> found;

    Found(CompletableFuture<Void> found) {
      this.found = found;
    }

    @Override
    public Attributes transportReady(Attributes transport) {
      found.complete(null);
      return transport;
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
        .firstSyncWait(Duration.ofMinutes(1)) // a pod can do with the default
        .build();
  }

  private void add() {
    String address = "127.0.9." + (started + 1);
    CompletableFuture<Void> found = new CompletableFuture<>();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(address, 0))
            .addService(new HealthStatusManager().getHealthService())
            .addTransportFilter(new Found(found))
            .build();
    try {
      running.add(new Pod("orders-" + started, address, server.start(), found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    started++;
  }

  /**
   * The oldest pod leaves the Service and ends as a gRPC server should; a new one comes. Not before
   * the one that came last was found.
   */
  void replaceOldest() {
    running.get(running.size() - 1).awaitFound();
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
