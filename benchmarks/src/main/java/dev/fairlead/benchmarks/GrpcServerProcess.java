package dev.fairlead.benchmarks;

import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;

/**
 * A process with one gRPC server, which stands for a pod on every loopback address: what is
 * measured is the client. Prints the port, and ends when its standard input does.
 */
public final class GrpcServerProcess {
  private GrpcServerProcess() {}

  /** Serves. */
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
    var server =
        NettyServerBuilder.forAddress(new InetSocketAddress("0.0.0.0", 0))
            .directExecutor()
            .addService(hello)
            .build()
            .start();
    System.out.println(server.getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.shutdownNow();
  }
}
