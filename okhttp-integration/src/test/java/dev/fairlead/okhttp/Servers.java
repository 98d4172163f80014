package dev.fairlead.okhttp;

import dev.fairlead.fakes.Soon;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import mockwebserver3.MockWebServer;

/** How servers end. */
final class Servers {
  private Servers() {}

  /**
   * Ends it; when this returns, new connections are refused. The server itself gives its threads
   * five seconds and then complains, which is too few where one of them stands still.
   */
  static void end(MockWebServer server) {
    SocketAddress address = server.getSocketAddress();
    try {
      server.close();
    } catch (AssertionError late) {
      Soon.until(() -> refuses(address));
    }
  }

  private static boolean refuses(SocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address);
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
