package dev.fairlead.okhttp;

import dev.fairlead.fakes.Soon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** The listening sockets of servers, to be closed while their connections go on. */
final class Listeners extends ServerSocketFactory {
  private final List<Listener> all = new ArrayList<>();

  @Override
  public ServerSocket createServerSocket() throws IOException {
    Listener made = new Listener();
    all.add(made);
    return made;
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
    throw new UnsupportedOperationException();
  }

  /** The server made first is the first. When this returns, new connections are refused. */
  void close(int number) {
    try {
      all.get(number).end();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Knows who accepts: the system goes on taking connections until nobody does any more. */
  private static final class Listener extends ServerSocket {
    private final AtomicInteger accepting = new AtomicInteger();

    Listener() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      accepting.incrementAndGet();
      try {
        return super.accept();
      } finally {
        accepting.decrementAndGet();
      }
    }

    void end() throws IOException {
      close();
      Soon.until(() -> accepting.get() == 0);
    }
  }
}
