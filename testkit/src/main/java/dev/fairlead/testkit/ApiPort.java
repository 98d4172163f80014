package dev.fairlead.testkit;

import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/** The one port of an API for life, with a server behind it or none. Not thread-safe. */
final class ApiPort {
  private final @Nullable TlsIdentity tls;
  private final Handler handler;
  private final int number;
  private boolean closed;

  /** Null while stopped. */
  private @Nullable ApiServer server;

  /** Takes a free port and serves on it. */
  ApiPort(@Nullable TlsIdentity tls, Handler handler) {
    this.tls = tls;
    this.handler = handler;
    ApiServer first = ApiServer.start(0, tls, handler);
    this.server = first;
    this.number = first.port();
  }

  URI uri() {
    return URI.create((tls == null ? "http" : "https") + "://" + ApiServer.HOST + ":" + number);
  }

  /** The certificate to trust; null without TLS. */
  @Nullable String authorityPem() {
    return tls == null ? null : tls.authorityPem();
  }

  /** Serves, if it does not yet. */
  void serve() {
    if (closed) {
      throw new IllegalStateException("this FakeKubernetes is closed; start another one");
    }
    if (server == null) {
      server = ApiServer.start(number, tls, handler);
    }
  }

  /** Cuts all connections and refuses new ones. */
  void stop() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  /** Stops for good. */
  void close() {
    closed = true;
    stop();
  }

  int connections() {
    return server == null ? 0 : server.connections();
  }
}
