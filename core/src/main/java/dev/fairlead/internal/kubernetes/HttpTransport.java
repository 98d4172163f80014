package dev.fairlead.internal.kubernetes;

import dev.fairlead.internal.watching.Transport;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests over fabric8's HTTP client, which brings TLS, credentials and proxies of the {@link
 * Config}. All share one HTTP/2 connection where the server speaks HTTP/2, and take another one
 * when it is full.
 */
final class HttpTransport implements Transport, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

  private final Config config;
  private final Executor callers;
  private final String address;

  /** Guarded by this. */
  private boolean closed;

  /** Never empty; replaced as a whole by {@link #renew}, read by all. */
  private volatile List<Lane> lanes;

  /**
   * @param callers where requests begin: credentials of a kubeconfig may come from a program, which
   *     takes its time
   */
  HttpTransport(Config config, Executor callers) {
    this.config = config;
    this.callers = callers;
    this.address = config.getMasterUrl().replaceAll("/$", "");
    this.lanes = List.of(new Lane(build()));
  }

  /** Anew from the factory: a derived client would share the dead connection. */
  private HttpClient build() {
    return HttpClientUtils.getHttpClientFactory().newBuilder(config).build();
  }

  HttpClient client() {
    return lanes.get(0).client();
  }

  String address() {
    return address;
  }

  @Override
  public synchronized void renew() {
    if (closed) {
      return;
    }
    List<Lane> former = lanes;
    try {
      lanes = List.of(new Lane(build()));
    } catch (RuntimeException e) { // a certificate that is being replaced, too many open files
      LOG.warn("No new connection to the API server at {} yet: {}", address, e.toString());
      return;
    }
    former.forEach(Lane::close);
  }

  @Override
  public Exchange get(String path, Duration untilHead, Response response) {
    OneExchange exchange = new OneExchange(path, untilHead, response);
    callers.execute(exchange::begin);
    return exchange;
  }

  /** One with a place that is taken now. */
  private Lane lane() {
    Lane free = freeLane();
    return free == null ? oneMoreLane() : free;
  }

  private @Nullable Lane freeLane() {
    for (Lane lane : lanes) {
      if (lane.enter()) {
        return lane;
      }
    }
    return null;
  }

  private synchronized Lane oneMoreLane() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    Lane free = freeLane(); // the lanes may be new ones by now
    if (free != null) {
      return free;
    }
    Lane more = new Lane(build());
    more.enter();
    List<Lane> all = new ArrayList<>(lanes);
    all.add(more);
    lanes = List.copyOf(all);
    return more;
  }

  URL url(String path) {
    try {
      return URI.create(address + path).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("Not a path: " + path, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    lanes.forEach(Lane::close);
  }

  /** One request under way. */
  private final class OneExchange implements Exchange {
    private final String path;
    private final Duration untilHead;
    private final Response response;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Lane taken;
    private volatile @Nullable AsyncBody body;

    OneExchange(String path, Duration untilHead, Response response) {
      this.path = path;
      this.untilHead = untilHead;
      this.response = response;
    }

    private void begin() {
      Lane entered;
      try {
        entered = lane();
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
                .url(url(path))
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
        response.ended(failure);
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
}
