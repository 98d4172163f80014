package dev.fairlead.internal.kubernetes;

import dev.fairlead.internal.watching.Transport;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request under way, on a lane. Safe for use by any thread. */
final class LaneExchange implements Transport.Exchange {
  private static final int UNAUTHORIZED = 401;

  private final HttpTransport transport;
  private final String path;
  private final Duration untilHead;
  private final Transport.Response response;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable Lane taken;
  private volatile @Nullable AsyncBody body;

  LaneExchange(
      HttpTransport transport, String path, Duration untilHead, Transport.Response response) {
    this.transport = transport;
    this.path = path;
    this.untilHead = untilHead;
    this.response = response;
  }

  /** Sends the request, or lets it wait for its turn. */
  void begin() {
    Lane entered;
    try {
      entered = transport.lane();
    } catch (RuntimeException e) { // no further client can be built
      response.ended(e);
      return;
    }
    entered.begin(first -> send(entered, first));
  }

  private void send(Lane lane, boolean first) {
    taken = lane;
    if (cancelled.get()) {
      ended();
      lane.failed(first);
      return;
    }
    try {
      HttpRequest request =
          lane.client()
              .newHttpRequestBuilder()
              .url(transport.url(path))
              .timeout(untilHead.toMillis(), TimeUnit.MILLISECONDS)
              .build();
      var unused =
          lane.client()
              .consumeBytes(request, this::bytes)
              .whenComplete((answer, failure) -> answered(lane, first, answer, failure));
    } catch (RuntimeException e) { // credentials that cannot be had, a client that is closed
      answered(lane, first, null, e);
    }
  }

  private void answered(
      Lane lane,
      boolean first,
      @Nullable HttpResponse<AsyncBody> answer,
      @Nullable Throwable failure) {
    if (answer == null) {
      ended();
      if (first || !isTimeout(failure)) { // a late answer says nothing about the connection
        lane.failed(first);
      }
      failed(failure);
      return;
    }
    lane.answered();
    AsyncBody started = answer.body();
    body = started;
    if (cancelled.get()) {
      started.cancel();
      ended();
      return;
    }
    response.head(answer.code(), RetryAfter.of(answer.header("Retry-After")));
    var unused = started.done().whenComplete((nothing, broken) -> done(lane, broken));
    started.consume();
  }

  private void done(Lane lane, @Nullable Throwable broken) {
    ended();
    if (broken != null && !cancelled.get()) {
      lane.failed(false);
    }
    response.ended(broken);
  }

  private void failed(@Nullable Throwable failure) {
    if (!SecondOpinion.isWanted(failure) || cancelled.get()) {
      response.ended(failure);
      return;
    }
    transport
        .opinion()
        .ask(
            status -> {
              if (status == UNAUTHORIZED) {
                response.head(status, null);
              }
              response.ended(status == UNAUTHORIZED ? null : failure);
            });
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof HttpTimeoutException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  /** Gives the place on the lane back, once. */
  private void ended() {
    Lane left = taken;
    if (left != null && over.compareAndSet(false, true)) {
      left.left();
    }
  }

  private void bytes(Iterable<ByteBuffer> buffers, AsyncBody of) {
    buffers.forEach(response::bytes);
    of.consume();
  }

  /**
   * Before the head it goes on until its time limit; a body is cancelled as soon as there is one.
   */
  @Override
  public void cancel() {
    cancelled.set(true);
    AsyncBody started = body;
    if (started != null) {
      started.cancel();
      ended();
    }
  }
}
