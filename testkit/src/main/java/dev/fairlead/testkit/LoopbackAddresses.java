package dev.fairlead.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Hands out listeners on loopback addresses of their own, 127.a.b.1 and up, from a random block:
 * two JVMs at once meet with a chance of one in 64,516, and then step aside.
 *
 * <p>Not thread-safe; {@link EchoPods} guards it.
 */
final class LoopbackAddresses {
  private static final int LAST = 254;

  private final RandomGenerator random;
  private int block;
  private int host = LAST;

  LoopbackAddresses(RandomGenerator random) {
    this.random = random;
  }

  /** A listener on the next address, or, where the system has just 127.0.0.1, on a free port. */
  HttpServer listen(int port) {
    try {
      for (int tries = 0; tries < LAST; tries++) {
        InetAddress address = next();
        try {
          return HttpServer.create(new InetSocketAddress(address, port), EchoPods.BACKLOG);
        } catch (BindException taken) {
          if (!isOurs(address)) {
            return HttpServer.create(new InetSocketAddress(loopback(), 0), EchoPods.BACKLOG);
          }
        }
      }
      throw new IllegalStateException("port " + port + " is taken on all loopback addresses tried");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  private InetAddress next() throws IOException {
    if (host == LAST) {
      block = random.nextInt(LAST * LAST);
      host = 0;
    }
    host++;
    // From 127.1.1 up: systems keep services of their own in 127.0.
    byte a = (byte) (block / LAST + 1);
    byte b = (byte) (block % LAST + 1);
    return InetAddress.getByAddress(new byte[] {127, a, b, (byte) host});
  }

  /** Whether the system lets us listen on the address at all. */
  private static boolean isOurs(InetAddress address) throws IOException {
    try (var socket = new ServerSocket(0, 1, address)) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
