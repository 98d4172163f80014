package dev.fairlead.okhttp;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PodRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.Interceptor;

/**
 * One endpoint as one host of URLs: what ties an attempt to it beneath an unchanged request. The
 * look-up answers the address, the sockets connect to the port the pod listens on, and the
 * connections are kept in a pool of their own. A new pod at an old address has a new binding.
 *
 * <p>Two look-ups and two kinds of sockets are remembered, those used last, so that a call makes
 * none; clients with other settings make theirs anew.
 */
final class EndpointBinding {
  private final BoundService service;
  private final Endpoint endpoint;
  private final InetAddress address;
  private final ConnectionPool pool;

  private volatile BoundDns dns;
  private volatile BoundSockets sockets;
  private volatile BoundSockets limitedSockets;

  /** Once set, for ever. */
  private volatile boolean retired;

  EndpointBinding(BoundService service, Endpoint endpoint, ConnectionPool pool) {
    this.service = service;
    this.endpoint = endpoint;
    this.address = named(endpoint);
    this.pool = pool;
    this.dns = new BoundDns(this, Dns.SYSTEM);
    this.sockets = new BoundSockets(this, SocketFactory.getDefault(), 0);
    this.limitedSockets = sockets;
  }

  /** The address under the name of the pod, which OkHttp's events and messages show. */
  private static InetAddress named(Endpoint endpoint) {
    PodRef pod = endpoint.pod();
    byte[] bytes = endpoint.socketAddress().getAddress().getAddress();
    try {
      return InetAddress.getByAddress(pod == null ? endpoint.address() : pod.name(), bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("No IP address: " + endpoint, e);
    }
  }

  String host() {
    return service.host();
  }

  InetAddress address() {
    return address;
  }

  /** Closes what is idle, and from now on every other connection when a call gives it back. */
  void retire() {
    retired = true;
    pool.evictAll();
  }

  /** A call gave a connection back: one that chose the endpoint before it left may come late. */
  void released() {
    if (retired) {
      pool.evictAll();
    }
  }

  /**
   * The chain, bound to this endpoint.
   *
   * @param limitMillis how long connecting may take beside the client's own limit; 0 for no more
   *     than that
   */
  Interceptor.Chain bind(Interceptor.Chain chain, int limitMillis) {
    Interceptor.Chain bound =
        chain
            .withDns(dns(chain.getDns()))
            .withSocketFactory(sockets(chain.getSocketFactory(), limitMillis))
            .withConnectionPool(pool);
    DirectToServices direct = service.direct(chain.getProxy(), chain.getProxySelector());
    if (direct != null) {
      bound = bound.withProxySelector(direct);
    }
    return chain.getProxy() == null ? bound : bound.withProxy(null);
  }

  @SuppressWarnings("ReferenceEquality") // a look-up has no value
  private BoundDns dns(Dns others) {
    BoundDns last = dns;
    if (last.others() != others) {
      last = new BoundDns(this, others);
      dns = last;
    }
    return last;
  }

  private BoundSockets sockets(SocketFactory users, int limitMillis) {
    BoundSockets last = limitMillis == 0 ? sockets : limitedSockets;
    if (!last.are(users, limitMillis)) {
      last = new BoundSockets(this, users, limitMillis);
      if (limitMillis == 0) {
        sockets = last;
      } else {
        limitedSockets = last;
      }
    }
    return last;
  }

  /** How a socket is connected. */
  interface Connecting {
    void to(SocketAddress address, int millis) throws IOException;
  }

  /**
   * Connects a socket that is asked to connect to {@code asked}: where that is what our look-up
   * answered, under the port of a URL, to the port the endpoint listens on.
   *
   * @param millis 0 for no limit
   */
  @SuppressWarnings("ReferenceEquality") // another host may be at the same address
  void connect(SocketAddress asked, int millis, Connecting socket) throws IOException {
    if (!(asked instanceof InetSocketAddress to && address == to.getAddress())) {
      socket.to(asked, millis); // a redirect led elsewhere
      return;
    }
    Endpoint at = to.getPort() == service.port() ? endpoint : service.at(to.getPort(), endpoint);
    try {
      socket.to(at.socketAddress(), millis);
    } catch (SocketTimeoutException e) {
      throw new EndpointConnectTimeoutException(at, millis, e);
    } catch (IOException e) {
      throw new EndpointConnectException(at, e);
    }
  }

  @Override
  public String toString() {
    return SelectedEndpoint.words(endpoint) + " as " + host();
  }
}
