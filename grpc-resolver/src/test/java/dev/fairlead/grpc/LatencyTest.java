package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.fakes.Soon;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the answers of calls tell of how fast an endpoint is. */
class LatencyTest {
  /** Calls after which there is an estimate of the latency. */
  private static final int ENOUGH = 30;

  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  private EndpointReport report() {
    return pods.balancer().report().endpoints().get(0);
  }

  private void awaitInFlight(int count) {
    Soon.asserted(() -> assertThat(pods.inFlight()).isEqualTo(count));
  }

  @Test
  void onlyUnaryCallsLeaveALatency() {
    ManagedChannel channel = pods.start(1).channel();
    for (int i = 0; i < ENOUGH; i++) {
      for (MethodDescriptor<String, String> kind : List.of(Echo.UP, Echo.DOWN, Echo.BOTH)) {
        assertThat(Reply.to(channel, kind, "hello").code()).isEqualTo(Status.Code.OK);
      }
    }
    awaitInFlight(0);
    assertThat(report().latency()).isNull();

    GrpcPods.answers(channel, ENOUGH);
    awaitInFlight(0);
    assertThat(report().latency()).isPositive();
  }

  /** A server may send headers before it has begun to work. */
  @Test
  void headersAloneAreNoAnswer() {
    pods.start(1, server -> server.intercept(new EarlyHeaders()));
    ManagedChannel channel = pods.channel();
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < ENOUGH; i++) {
      replies.add(Reply.to(channel, Echo.UNARY, "wait"));
    }
    Soon.until(() -> replies.stream().allMatch(reply -> reply.headers.isDone()));
    long since = System.nanoTime();
    Duration work = Duration.ofMillis(200);
    Soon.until(
        () -> System.nanoTime() - since > work.toNanos() && pods.pods.get(0).waiting() == ENOUGH);
    pods.pods.get(0).answerWaiting();

    assertThat(replies).extracting(Reply::code).containsOnly(Status.Code.OK);
    awaitInFlight(0);
    assertThat(report().latency()).isGreaterThanOrEqualTo(work);
  }

  private static final class EarlyHeaders implements ServerInterceptor {
    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
        ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
      call.sendHeaders(new Metadata());
      return next.startCall(
          new SimpleForwardingServerCall<A, B>(call) {
            @Override
            public void sendHeaders(Metadata later) {
              // They are sent.
            }
          },
          headers);
    }
  }
}
