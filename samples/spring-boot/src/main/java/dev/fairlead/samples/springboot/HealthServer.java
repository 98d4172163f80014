package dev.fairlead.samples.springboot;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC server that answers health checks. It ends as a server in a pod should: what has begun is
 * answered, since a caller may call until it has heard of the end.
 */
final class HealthServer implements AutoCloseable {
  private static final long GRACE_SECONDS = 30;

  private final Server server;

  HealthServer(InetSocketAddress address) throws IOException {
    server =
        NettyServerBuilder.forAddress(address)
            .addService(new HealthStatusManager().getHealthService())
            .build()
            .start();
  }

  @Override
  public void close() {
    server.shutdown();
    try {
      var unused = server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.shutdownNow();
  }
}
