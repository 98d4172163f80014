package dev.fairlead.internal.kubernetes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Tells a port that takes connections from one that is cut off. */
final class ConnectionProbe {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int HTTPS = 443;

  private ConnectionProbe() {}

  /** Whether a TCP connection to an HTTPS address comes about within 2 s; false for others. */
  static boolean taken(URI address) {
    if (!"https".equals(address.getScheme())) {
      return false;
    }
    int port = address.getPort() < 0 ? HTTPS : address.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
