package dev.fairlead.e2e;

import dev.fairlead.Fairlead;
import dev.fairlead.grpc.FairleadGrpc;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One gRPC channel, as it is or with a Fairlead; it repeats no call. */
final class GrpcCaller implements Caller {
  private static final int DEADLINE_SECONDS = 20;

  /** Soon enough that a test can wait for it; a client under load is never idle. */
  private static final int IDLE_SECONDS = 2;

  private final @Nullable Fairlead fairlead;
  private final String side;
  private @Nullable ManagedChannel channel;

  /**
   * @param fairlead null for gRPC as it is
   * @param side {@code dns} for gRPC's policy round_robin, else its default
   */
  GrpcCaller(@Nullable Fairlead fairlead, String side) {
    this.fairlead = fairlead;
    this.side = side;
  }

  private synchronized ManagedChannel to(String target) {
    ManagedChannel known = channel;
    if (known == null) {
      ManagedChannelBuilder<?> builder =
          ManagedChannelBuilder.forTarget(target).usePlaintext().disableRetry();
      if (fairlead != null) {
        FairleadGrpc.configure(builder, fairlead).idleTimeout(IDLE_SECONDS, TimeUnit.SECONDS);
      } else if (side.equals("dns")) {
        builder.defaultLoadBalancingPolicy("round_robin");
      }
      known = builder.build();
      channel = known;
    }
    return known;
  }

  @Override
  public void call(String url, long number, Tally tally) {
    GrpcTrace trace = new GrpcTrace();
    CallOptions options =
        CallOptions.DEFAULT
            .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .withStreamTracerFactory(trace);
    try {
      String answer = ClientCalls.blockingUnaryCall(to(url), LabEcho.CALL, options, "hello");
      tally.answered(Answers.pod(answer), "OK");
      if (fairlead != null && !trace.wentTo(Answers.address(answer))) {
        tally.astray();
      }
    } catch (StatusRuntimeException e) {
      tally.failed("CALL", trace, e);
    }
    tally.took("CALL", trace);
  }

  /** Also ends the connections; returns when they are gone. */
  @Override
  public synchronized void close() {
    ManagedChannel ended = channel;
    if (ended != null) {
      channel = null;
      ended.shutdownNow();
      try {
        var unused = ended.awaitTermination(DEADLINE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
