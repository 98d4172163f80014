package dev.fairlead.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that connect to the port a pod listens on where they are told the port of the URL. Where
 * the user has a socket factory, they are its sockets.
 */
final class BoundSockets extends SocketFactory {
  private final EndpointBinding binding;
  private final SocketFactory users;
  private final int limitMillis;

  /**
   * @param limitMillis how long connecting may take at most; 0 for no limit of ours
   */
  BoundSockets(EndpointBinding binding, SocketFactory users, int limitMillis) {
    this.binding = binding;
    this.users = users;
    this.limitMillis = limitMillis;
  }

  @SuppressWarnings("ReferenceEquality") // factories have no value
  boolean are(SocketFactory asked, int limit) {
    return users == asked && limitMillis == limit;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the JDK has one default factory
  public Socket createSocket() throws IOException {
    return users == SocketFactory.getDefault()
        ? new PlainSocket()
        : new UsersSocket(users.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  private Socket connected(InetSocketAddress address, @Nullable SocketAddress local)
      throws IOException {
    Socket socket = createSocket();
    try {
      socket.bind(local);
      socket.connect(address, 0);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private final class PlainSocket extends Socket {
    PlainSocket() {
      super(Proxy.NO_PROXY); // whatever -DsocksProxyHost says: pods are reached directly
    }

    @Override
    public void connect(SocketAddress address, int millis) throws IOException {
      binding.connect(address, limited(millis), super::connect);
    }
  }

  private final class UsersSocket extends ForwardingSocket {
    UsersSocket(Socket socket) {
      super(socket);
    }

    @Override
    public void connect(SocketAddress address, int millis) throws IOException {
      binding.connect(address, limited(millis), super::connect);
    }
  }

  /** 0 is no limit, for sockets as for us. */
  private int limited(int millis) {
    if (limitMillis == 0 || millis == 0) {
      return Math.max(limitMillis, millis);
    }
    return Math.min(limitMillis, millis);
  }
}
