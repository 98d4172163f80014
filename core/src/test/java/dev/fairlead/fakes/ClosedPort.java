package dev.fairlead.fakes;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port that is taken, so that nobody comes to listen, and refuses connections. */
public final class ClosedPort implements Closeable {
  private final Socket taken = new Socket();

  /** One at a free port of this address. */
  public ClosedPort(String address) {
    try {
      taken.bind(new InetSocketAddress(address, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address. */
  public String address() {
    return taken.getLocalAddress().getHostAddress();
  }

  /** Its number. */
  public int port() {
    return taken.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    taken.close();
  }
}
