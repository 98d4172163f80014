package dev.fairlead.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;

/** The listening sockets of servers, to be closed while their connections go on. */
final class Listeners extends ServerSocketFactory {
  private final List<ServerSocket> all = new ArrayList<>();

  @Override
  public ServerSocket createServerSocket() throws IOException {
    ServerSocket made = new ServerSocket();
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

  /** The server made first is the first. */
  void close(int number) {
    try {
      all.get(number).close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
