package dev.fairlead.fakes;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that does not answer, as one behind a firewall that drops: a listener whose queue is full.
 */
public final class SilentPort implements Closeable {
  private static final int MOST = 20;
  private static final int PATIENCE_MILLIS = 500;

  private final ServerSocket listener;
  private final List<Socket> queue = new ArrayList<>();

  /** One at a free port of this address. */
  public SilentPort(String address) {
    try {
      listener = new ServerSocket(0, 1, InetAddress.getByName(address));
      for (int i = 0; !isFull(); i++) {
        if (i == MOST) {
          throw new IllegalStateException("The queue of a listener does not fill up here");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isFull() throws IOException {
    Socket socket = new Socket();
    queue.add(socket);
    try {
      socket.connect(listener.getLocalSocketAddress(), PATIENCE_MILLIS);
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  /** Its address. */
  public String address() {
    return listener.getInetAddress().getHostAddress();
  }

  /** Its number. */
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : queue) {
      socket.close();
    }
    listener.close();
  }
}
