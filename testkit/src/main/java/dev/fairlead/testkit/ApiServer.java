package dev.fairlead.testkit;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.RateControl;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the API on one loopback port, daemon threads only: HTTP/1.1 and h2c, or with
 * TLS HTTP/1.1 and h2.
 */
final class ApiServer {
  static final String HOST = "127.0.0.1";

  private final Server server;
  private final ServerConnector connector;

  private ApiServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for a free one
   * @param tls null to speak without TLS
   */
  static ApiServer start(int port, @Nullable TlsIdentity tls, Handler handler) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("fake-kubernetes");
    threads.setDaemon(true);
    ScheduledExecutorScheduler scheduler =
        new ScheduledExecutorScheduler("fake-kubernetes-scheduler", true);
    Server server = new Server(threads, scheduler, null);
    ServerConnector connector =
        new ServerConnector(
            server, null, scheduler, null, 1, 1, tls == null ? plain() : encrypted(tls));
    connector.setHost(HOST);
    connector.setPort(port);
    // The default of 30 s would cut quiet watches without telling anybody.
    connector.setIdleTimeout(0);
    server.addConnector(connector);
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot serve on " + HOST + ":" + port, e);
    }
    return new ApiServer(server, connector);
  }

  int port() {
    return connector.getLocalPort();
  }

  int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /** Stops to listen and cuts all connections. */
  void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the API server did not stop", e);
    }
  }

  private static ConnectionFactory[] plain() {
    HttpConfiguration configuration = configuration();
    return new ConnectionFactory[] {
      new HttpConnectionFactory(configuration),
      tuned(new HTTP2CServerConnectionFactory(configuration))
    };
  }

  /**
   * The protocol is agreed on in the handshake (ALPN); a client that says nothing gets HTTP/1.1.
   */
  private static ConnectionFactory[] encrypted(TlsIdentity tls) {
    HttpConfiguration configuration = configuration();
    // The server has one certificate, whatever name it is called by.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
    HTTP2ServerConnectionFactory http2 = tuned(new HTTP2ServerConnectionFactory(configuration));
    ALPNServerConnectionFactory alpn =
        new ALPNServerConnectionFactory(http2.getProtocol(), http1.getProtocol());
    alpn.setDefaultProtocol(http1.getProtocol());
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(tls.server());
    return new ConnectionFactory[] {
      new SslConnectionFactory(context, alpn.getProtocol()), alpn, http2, http1
    };
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    return configuration;
  }

  private static <F extends AbstractHTTP2ServerConnectionFactory> F tuned(F http2) {
    http2.setMaxConcurrentStreams(1000);
    // Cancelled watches come in bursts: with rate control on, a burst costs the whole connection.
    http2.setRateControlFactory(new RateControl.Factory() {});
    return http2;
  }
}
