package dev.fairlead.samples.grpc;

import dev.fairlead.Fairlead;
import dev.fairlead.grpc.FairleadGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.util.concurrent.TimeUnit;

/** What an application writes: its stub as ever, on a channel whose target is a Service. */
final class OrdersClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final HealthGrpc.HealthBlockingStub orders;
  private final RemoteAddress answered = new RemoteAddress();

  private OrdersClient(ManagedChannelBuilder<?> builder) {
    this.channel = builder.usePlaintext().build();
    this.orders = HealthGrpc.newBlockingStub(channel).withInterceptors(answered);
  }

  /**
   * In a pod nothing is to be set up: channels share a Fairlead of the process.
   *
   * @param target such as {@code k8s:///orders.shop:grpc}
   */
  static OrdersClient inPod(String target) {
    return new OrdersClient(ManagedChannelBuilder.forTarget(target));
  }

  /** With a Fairlead of the application, which it shares with other clients. */
  static OrdersClient with(Fairlead fairlead, String target) {
    return new OrdersClient(
        FairleadGrpc.configure(ManagedChannelBuilder.forTarget(target), fairlead));
  }

  /**
   * One call. Returns the address of the pod that answered.
   *
   * @throws StatusRuntimeException when it failed
   */
  String call() {
    var unused =
        orders
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .check(HealthCheckRequest.getDefaultInstance());
    return answered.last();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
