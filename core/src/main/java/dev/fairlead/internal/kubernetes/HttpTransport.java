package dev.fairlead.internal.kubernetes;

import dev.fairlead.internal.watching.Transport;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
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
  private final SecondOpinion opinion;

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
    this.opinion = new SecondOpinion(config, url("/version"));
    this.lanes = List.of(new Lane(build()));
  }

  /** Anew from the factory: a derived client would share the dead connection. */
  private HttpClient build() {
    return HttpClientUtils.getHttpClientFactory().newBuilder(config).build();
  }

  HttpClient client() {
    return lanes.get(0).client();
  }

  SecondOpinion opinion() {
    return opinion;
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
    LaneExchange exchange = new LaneExchange(this, path, untilHead, response);
    callers.execute(exchange::begin);
    return exchange;
  }

  /** One with a place that is taken now. */
  Lane lane() {
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
}
