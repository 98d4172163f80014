package dev.fairlead.internal.kubernetes;

import dev.fairlead.internal.watching.Transport;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests over fabric8's HTTP client, which brings TLS, credentials and proxies of the {@link
 * Config}. All share one HTTP/2 connection where the server speaks HTTP/2.
 */
final class HttpTransport implements Transport, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

  private final Config config;
  private final Executor callers;
  private final String address;

  /** Replaced by {@link #renew}, read by all. */
  private volatile HttpClient client;

  /**
   * @param callers where requests begin: credentials of a kubeconfig may come from a program, which
   *     takes its time
   */
  HttpTransport(Config config, Executor callers) {
    this.config = config;
    this.callers = callers;
    this.address = config.getMasterUrl().replaceAll("/$", "");
    this.client = build();
  }

  /** Anew from the factory: a derived client would share the dead connection. */
  private HttpClient build() {
    return HttpClientUtils.getHttpClientFactory().newBuilder(config).build();
  }

  HttpClient client() {
    return client;
  }

  String address() {
    return address;
  }

  @Override
  public void renew() {
    HttpClient former = client;
    try {
      client = build();
    } catch (RuntimeException e) { // a certificate that is being replaced, too many open files
      LOG.warn("No new connection to the API server at {} yet: {}", address, e.toString());
      return;
    }
    former.close();
  }

  @Override
  public Exchange get(String path, Duration untilHead, Response response) {
    OneExchange exchange = new OneExchange(response);
    callers.execute(() -> begin(path, untilHead, exchange));
    return exchange;
  }

  private void begin(String path, Duration untilHead, OneExchange exchange) {
    if (exchange.cancelled.get()) {
      return;
    }
    HttpClient now = client;
    try {
      var unused =
          now.consumeBytes(
                  now.newHttpRequestBuilder()
                      .url(url(path))
                      .timeout(untilHead.toMillis(), TimeUnit.MILLISECONDS)
                      .build(),
                  exchange::bytes)
              .whenComplete(exchange::answered);
    } catch (RuntimeException e) { // credentials that cannot be had, a client that is closed
      exchange.answered(null, e);
    }
  }

  URL url(String path) {
    try {
      return URI.create(address + path).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("Not a path: " + path, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** One request under way. */
  private static final class OneExchange implements Exchange {
    private final Response response;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile @Nullable AsyncBody body;

    OneExchange(Response response) {
      this.response = response;
    }

    private void answered(@Nullable HttpResponse<AsyncBody> answer, @Nullable Throwable failure) {
      if (answer == null) {
        response.ended(failure);
        return;
      }
      AsyncBody started = answer.body();
      body = started;
      if (cancelled.get()) {
        started.cancel();
        return;
      }
      response.head(answer.code(), RetryAfter.of(answer.header("Retry-After")));
      var unused = started.done().whenComplete((nothing, broken) -> response.ended(broken));
      started.consume();
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
      }
    }
  }
}
