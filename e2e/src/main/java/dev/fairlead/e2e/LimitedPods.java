package dev.fairlead.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Pods that can work on so many requests at a time, and let the others wait, which those of the lab
 * never do. Runs on the node that has their addresses; ends with its standard input.
 */
public final class LimitedPods {
  private static final int PORT = 8080;
  private static final int OK = 200;

  private final String name;
  private final String address;
  private final long nanos;

  private LimitedPods(String name, String address, long nanos) {
    this.name = name;
    this.address = address;
    this.nanos = nanos;
  }

  /**
   * Prints {@code ready} once they listen.
   *
   * @param args requests at a time, milliseconds that each takes, then {@code NAME=ADDRESS} of each
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // or a body waits for an ACK
    int atOnce = Integer.parseInt(args[0]);
    long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
    for (int i = 2; i < args.length; i++) {
      String[] pod = args[i].split("=", 2);
      new LimitedPods(pod[0], pod[1], nanos).listen(atOnce);
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Nobody says anything; it waits for the end.
    }
    System.exit(0); // the servers' threads would go on
  }

  private void listen(int atOnce) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, PORT), 0);
    ExecutorService workers = Executors.newFixedThreadPool(atOnce);
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      byte[] body =
          "{\"pod\": \"%s\", \"ip\": \"%s\", \"port\": %d}"
              .formatted(name, address, PORT)
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(OK, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
