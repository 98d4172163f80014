package dev.fairlead.grpc;

import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.spi.ConnectionPicker.Choice;
import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.util.ForwardingClientStreamTracer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reports one attempt of a call: in flight from the moment something of it is sent until its stream
 * is closed. Not from its creation: gRPC makes a stream for a call that was cancelled just before
 * too, and then neither starts nor closes it. The latency is the time to the first data of the
 * answer, and of unary calls only: how long a stream lasts says nothing about the pod. Headers are
 * no data, some servers send them before they begin to work.
 *
 * <p>The methods come from the threads of the application and of the transport, one after the
 * other.
 */
final class CallTracer extends ForwardingClientStreamTracer {
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private static final long NO_ANSWER = -1;

  private final Choice<?> choice;
  private final boolean unary;
  private final ClientStreamTracer others;
  private final @Nullable Deadline deadline;

  /** Null until something is sent. Written under the lock, as the next. */
  private volatile @Nullable Pick pick;

  private volatile boolean closed;
  private volatile long begun;
  private volatile long latency = NO_ANSWER;
  private volatile boolean pushedBack;

  /** Of the calls that one picker sends to one connection. */
  static final class Factory extends ClientStreamTracer.Factory {
    private static final ClientStreamTracer NOBODY = new ClientStreamTracer() {};

    private final Choice<?> choice;
    private final boolean unary;
    private final ClientStreamTracer.@Nullable Factory others;

    /**
     * @param others of the connection's own policy; null when it traces nothing
     */
    Factory(Choice<?> choice, boolean unary, ClientStreamTracer.@Nullable Factory others) {
      this.choice = choice;
      this.unary = unary;
      this.others = others;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(
        ClientStreamTracer.StreamInfo info, Metadata headers) {
      ClientStreamTracer tracer =
          others == null ? NOBODY : others.newClientStreamTracer(info, headers);
      return new CallTracer(choice, unary, tracer, deadline(info));
    }

    /** Of the call, or of the context it is made in. */
    private static @Nullable Deadline deadline(ClientStreamTracer.StreamInfo info) {
      Deadline ofCall = info.getCallOptions().getDeadline();
      Deadline ofContext = Context.current().getDeadline();
      if (ofCall == null || ofContext == null) {
        return ofCall == null ? ofContext : ofCall;
      }
      return ofCall.minimum(ofContext);
    }
  }

  private CallTracer(
      Choice<?> choice, boolean unary, ClientStreamTracer others, @Nullable Deadline deadline) {
    this.choice = choice;
    this.unary = unary;
    this.others = others;
    this.deadline = deadline;
  }

  @Override
  protected ClientStreamTracer delegate() {
    return others;
  }

  @Override
  public void streamCreated(Attributes transport, Metadata headers) {
    begun = System.nanoTime();
    super.streamCreated(transport, headers);
  }

  @Override
  public void outboundMessage(int number) {
    sent();
    super.outboundMessage(number);
  }

  @Override
  public void outboundHeaders() {
    sent();
    super.outboundHeaders();
  }

  /** From two threads, and now and then when the stream is closed already. */
  private void sent() {
    if (pick == null && !closed) {
      begin();
    }
  }

  private synchronized void begin() {
    if (pick == null && !closed) {
      pick = choice.begin();
    }
  }

  private synchronized @Nullable Pick end() {
    closed = true;
    return pick;
  }

  @Override
  public void inboundMessage(int number) {
    answered();
    super.inboundMessage(number);
  }

  @Override
  public void inboundTrailers(Metadata trailers) {
    answered();
    pushedBack = trailers.containsKey(PUSHBACK);
    super.inboundTrailers(trailers);
  }

  private void answered() {
    if (unary && latency == NO_ANSWER) {
      latency = Math.max(0, System.nanoTime() - begun);
    }
  }

  @Override
  public void streamClosed(Status status) {
    Pick ended = end();
    if (ended != null) {
      long took = latency;
      ended.complete(outcome(status), took == NO_ANSWER ? null : Duration.ofNanos(took));
    }
    super.streamClosed(status);
  }

  /**
   * When the time of a call is over, gRPC cancels the stream, and so does the server, which knows
   * the deadline too.
   */
  private Outcome outcome(Status status) {
    boolean tooLate =
        status.getCode() == Status.Code.CANCELLED && deadline != null && deadline.isExpired();
    return tooLate ? Outcome.TIMEOUT : Outcomes.of(status, pushedBack);
  }
}
