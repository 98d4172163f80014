package dev.fairlead.samples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.Fairlead;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A pod of an application that knows one other Service by its URL: a real HTTP server with a
 * Fairlead of its own, as every process has. Whoever starts it closes it.
 *
 * <p>Asked for {@code /ask} it asks the other Service first; each answer names the pod that gave it
 * and the port it was given at, with what the other one answered behind it.
 */
final class ApplicationPod implements AutoCloseable {
  private final String name;
  private final String other;
  private final Fairlead fairlead;
  private final Caller caller;
  private final HttpServer server;

  /** More than one, since a pod is asked while it asks. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * Starts it.
   *
   * @param fairlead this pod's own; closed with the pod
   * @throws UncheckedIOException when the address is taken
   */
  ApplicationPod(String name, InetSocketAddress address, String other, Fairlead fairlead) {
    this.name = name;
    this.other = other;
    this.fairlead = fairlead;
    this.caller = Caller.with(fairlead);
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      fairlead.close();
      throw new UncheckedIOException("Pod " + name + " cannot listen on " + address, e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** What this pod says about itself. */
  String signature() {
    return name + ":" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean ask = exchange.getRequestURI().getPath().equals("/ask");
      String text = ask ? signature() + " > " + answerOfTheOther() : signature();
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private String answerOfTheOther() {
    try {
      return caller.get(other);
    } catch (IOException e) {
      return "no answer from " + other + ": " + e;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    fairlead.close();
  }
}
