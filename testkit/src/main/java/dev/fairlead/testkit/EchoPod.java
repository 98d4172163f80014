package dev.fairlead.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP server that plays a pod: it answers every request with its own name.
 *
 * <p>Thread-safe. {@link EchoPods}, which made it, closes it.
 */
public final class EchoPod {
  private final Identity identity;
  private final InetSocketAddress address;
  private final EchoPods pods;
  private final AtomicLong served = new AtomicLong();

  /** Null while stopped. */
  private @Nullable HttpServer server;

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
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /** Listens again on the same address; does nothing if it listens. */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    try {
      serve(HttpServer.create(address, EchoPods.BACKLOG));
    } catch (IOException e) {
      throw new UncheckedIOException("pod " + name() + " cannot listen on " + address, e);
    }
  }

  /** The number of the request that is being answered, counting from 1. */
  long count() {
    return served.incrementAndGet();
  }

  private synchronized void serve(HttpServer bound) {
    bound.createContext("/", new EchoHandler(this, pods.executor()));
    bound.setExecutor(pods.executor());
    // The accepting thread inherits being a daemon from the thread that starts the server.
    CompletableFuture.runAsync(bound::start, pods.executor()).join();
    server = bound;
  }

  @Override
  public String toString() {
    return "EchoPod[" + name() + " on " + address() + ":" + port() + "]";
  }
}
