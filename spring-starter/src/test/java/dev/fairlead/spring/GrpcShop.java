package dev.fairlead.spring;

import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.SliceEndpoint;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Service orders of namespace shop with some gRPC servers that answer health checks. */
final class GrpcShop implements AutoCloseable {
  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final List<Server> servers = new ArrayList<>();
  private final Set<String> asked = new ConcurrentSkipListSet<>();

  /**
   * @param name what the names of the pods begin with
   */
  GrpcShop(String name, int pods) {
    kubernetes.service("shop", "orders").port("grpc", 9090).apply();
    List<SliceEndpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < pods; i++) {
      String pod = name + "-" + i;
      Server server = start(pod);
      servers.add(server);
      endpoints.add(
          SliceEndpoint.of("127.0.0.1", "node-0", "zone-a", pod)
              .withPort("grpc", server.getPort()));
    }
    kubernetes.endpoints("shop", "orders", endpoints);
  }

  private Server start(String pod) {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      return NettyServerBuilder.forAddress(free)
          .addService(new HealthStatusManager().getHealthService())
          .intercept(new Noting(pod))
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes that the pod was called. */
  private final class Noting implements ServerInterceptor {
    private final String pod;

    Noting(String pod) {
      this.pod = pod;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      asked.add(pod);
      return next.startCall(call, headers);
    }
  }

  /** Where the API answers. */
  URI uri() {
    return kubernetes.uri();
  }

  /** The pods that were called. */
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** Property values of a client. By turns, since the faster pod may get all calls. */
  String[] properties() {
    return new String[] {
      "fairlead.api-url=" + kubernetes.uri(),
      "fairlead.namespace=shop",
      "fairlead.policy=round-robin"
    };
  }

  @Override
  public void close() {
    servers.forEach(Server::shutdownNow);
    kubernetes.close();
  }
}
