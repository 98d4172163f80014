package dev.fairlead.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with pods of shop/orders that take time to answer, of which the first gets into trouble
 * when it is told to. Prints the port of all pods, then one line for each {@link Trouble} it reads;
 * ends when its standard input does.
 */
public final class TroubledPods {
  /** How long a pod takes to answer: 2 ms in the mean, exponentially distributed. */
  private static final double MEAN_NANOS = 2e6;

  /** How many requests a pod answers at a time; the others wait. */
  private static final int WORKERS = 8;

  private static final long DOWN_NANOS = 400_000_000;
  private static final long UP_NANOS = 1_600_000_000;
  private static final byte[] HELLO = "Hello from orders".getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(TroubledPods::daemon);
  private volatile Trouble trouble = Trouble.NONE;

  private TroubledPods(int port) {
    this.port = port;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @param args how many pods
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    TroubledPods pods = new TroubledPods(LoopbackPods.freePort());
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      pods.servers.add(pods.start(i));
    }
    pods.threads.execute(pods::restartTheFirst);
    System.out.println(pods.port);
    BufferedReader told =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      pods.trouble = Trouble.valueOf(line);
      System.out.println(line);
    }
  }

  private HttpServer start(int number) throws IOException {
    InetAddress address = InetAddress.getByName(LoopbackPods.address(number));
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 1_000);
    server.setExecutor(Executors.newFixedThreadPool(WORKERS, TroubledPods::daemon));
    server.createContext("/", exchange -> answer(exchange, number));
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange, int number) throws IOException {
    Trouble own = number == 0 ? trouble : Trouble.NONE;
    ThreadLocalRandom random = ThreadLocalRandom.current();
    boolean fails = random.nextDouble() < own.failing();
    LockSupport.parkNanos((long) (own.times() * MEAN_NANOS * -Math.log(1 - random.nextDouble())));
    try (exchange) {
      exchange.sendResponseHeaders(fails ? 503 : 200, HELLO.length);
      exchange.getResponseBody().write(HELLO);
    }
  }

  /** Ends it with all its connections, and starts it again, as long as that is the trouble. */
  private void restartTheFirst() {
    try {
      while (true) {
        LockSupport.parkNanos(UP_NANOS);
        if (trouble == Trouble.RESTARTS) {
          servers.get(0).stop(0);
          LockSupport.parkNanos(DOWN_NANOS);
          servers.set(0, start(0));
        }
      }
    } catch (IOException e) {
      System.err.println("A server cannot be started again, so there are no figures: " + e);
      System.exit(1);
    }
  }
}
