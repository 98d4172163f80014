package dev.fairlead.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP server that plays a pod: it answers every request with its own name.
 *
 * <p>It is healthy until it is told to be {@link #slow}, {@link #failing} or {@link #resetting},
 * one of them at a time, for requests that begin from then on; stopping and starting does not
 * change it. What a request asks for itself ({@link EchoPods}) comes first, unless the pod is
 * resetting.
 *
 * <p>Thread-safe. {@link EchoPods}, which made it, closes it.
 */
public final class EchoPod {
  private final Identity identity;
  private final InetSocketAddress address;
  private final EchoPods pods;
  private final AtomicLong served = new AtomicLong();

  private volatile PodMode mode = PodMode.HEALTHY;

  /** Stops listening; null while stopped. */
  private @Nullable Runnable listener;

  /** Who the pod says it is. */
  record Identity(String name, String node, String zone) {}

  /** A pod on a listener that is bound but not started. */
  EchoPod(Identity identity, HttpServer bound, EchoPods pods) {
    this.identity = identity;
    this.address = bound.getAddress();
    this.pods = pods;
    serve(bound);
  }

  /** The IP address it listens on. */
  public String address() {
    return address.getAddress().getHostAddress();
  }

  /** The TCP port it listens on. */
  public int port() {
    return address.getPort();
  }

  /** The name of the pod. */
  public String name() {
    return identity.name;
  }

  /** The name of its Node. */
  public String node() {
    return identity.node;
  }

  /** The zone of its Node. */
  public String zone() {
    return identity.zone;
  }

  /** The uid that a {@link SliceEndpoint} of this pod name has, too. */
  public String uid() {
    return PodUid.of(identity.name);
  }

  /** Requests it has begun to answer so far, across stops and starts. */
  public long served() {
    return served.get();
  }

  /** Closes its connections and refuses new ones; does nothing if it is stopped. */
  public synchronized void stop() {
    if (listener != null) {
      listener.run();
      listener = null;
    }
  }

  /** Listens again on the same address; does nothing if it listens. */
  public synchronized void start() {
    if (listener == null) {
      listen();
    }
  }

  /** Answers 200, at once. */
  public void healthy() {
    enter(PodMode.HEALTHY);
  }

  /** Answers 200, but waits before it does; to the millisecond. */
  public void slow(Duration delay) {
    enter(PodMode.slow(delay));
  }

  /**
   * Answers at once with an error.
   *
   * @param status 400 to 599
   */
  public void failing(int status) {
    enter(PodMode.failing(status));
  }

  /**
   * Accepts connections, but ends each with a TCP reset when a request arrives on it; open ones are
   * closed now. Such requests do not count as served.
   */
  public void resetting() {
    enter(PodMode.RESETTING);
  }

  PodMode mode() {
    return mode;
  }

  /** The number of the request that is being answered, counting from 1. */
  long count() {
    return served.incrementAndGet();
  }

  private synchronized void enter(PodMode next) {
    boolean relisten = listener != null && mode.resets() != next.resets();
    if (relisten) {
      stop();
    }
    mode = next;
    if (relisten) {
      listen();
    }
  }

  private synchronized void listen() {
    try {
      if (mode.resets()) {
        listener = new ResetListener(address, pods.executor())::stop;
      } else {
        serve(HttpServer.create(address, EchoPods.BACKLOG));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("pod " + name() + " cannot listen on " + address, e);
    }
  }

  private synchronized void serve(HttpServer bound) {
    bound.createContext("/", new EchoHandler(this, pods.executor()));
    bound.setExecutor(pods.executor());
    // The accepting thread inherits being a daemon from the thread that starts the server.
    CompletableFuture.runAsync(bound::start, pods.executor()).join();
    listener = () -> bound.stop(0);
  }

  @Override
  public String toString() {
    return "EchoPod[" + name() + " on " + address() + ":" + port() + "]";
  }
}
