package dev.fairlead.testkit;

import java.util.List;
import org.eclipse.jetty.http2.RateControl;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The HTTP server of the API: HTTP/1.1 and h2c on one loopback port, daemon threads only. */
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
   */
  static ApiServer start(int port, Handler handler) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("fake-kubernetes");
    threads.setDaemon(true);
    ScheduledExecutorScheduler scheduler =
        new ScheduledExecutorScheduler("fake-kubernetes-scheduler", true);
    Server server = new Server(threads, scheduler, null);
    ServerConnector connector =
        new ServerConnector(server, null, scheduler, null, 1, 1, protocols());
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

  private static ConnectionFactory[] protocols() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(configuration);
    http2.setMaxConcurrentStreams(1000);
    // Cancelled watches come in bursts: with rate control on, a burst costs the whole connection.
    http2.setRateControlFactory(new RateControl.Factory() {});
    return List.of(new HttpConnectionFactory(configuration), http2)
        .toArray(ConnectionFactory[]::new);
  }
}
