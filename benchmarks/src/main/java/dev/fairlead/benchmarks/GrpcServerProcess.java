package dev.fairlead.benchmarks;

import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;

/**
 * A process with one gRPC server that listens at the addresses of {@link LoopbackPods}, and so
 * stands for as many pods: what is measured is the client. Prints the port, and ends when its
 * standard input does.
 */
public final class GrpcServerProcess {
  private GrpcServerProcess() {}

  /**
   * @param args how many pods
   */
  public static void main(String[] args) throws IOException {
    ServerServiceDefinition hello =
        ServerServiceDefinition.builder(Hello.SERVICE)
            .addMethod(
                Hello.CALL,
                ServerCalls.asyncUnaryCall(
                    (text, to) -> {
                      to.onNext(text);
                      to.onCompleted();
                    }))
            .build();
    int port = LoopbackPods.freePort();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(LoopbackPods.address(0), port));
    for (int i = 1; i < Integer.parseInt(args[0]); i++) {
      builder.addListenAddress(new InetSocketAddress(LoopbackPods.address(i), port));
    }
    var server = builder.directExecutor().addService(hello).build().start();
    System.out.println(server.getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.shutdownNow();
  }
}
