package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with what it asked and who was asked, as the request or the pod's mode wants
 * it.
 */
final class EchoHandler implements HttpHandler {
  private final EchoPod pod;
  private final Executor executor;

  EchoHandler(EchoPod pod, Executor executor) {
    this.pod = pod;
    this.executor = executor;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    // A body left unread would cost the connection.
    exchange.getRequestBody().readAllBytes();
    // Before it is counted: whoever sees the count may change the mode for the next.
    PodMode mode = pod.mode();
    long count = pod.count();
    Map<String, Integer> wishes;
    try {
      wishes = wishes(exchange.getRequestURI().getRawQuery());
    } catch (IllegalArgumentException e) {
      answer(exchange, 400, echo(exchange, count).put("error", e.getMessage()));
      return;
    }
    int status = wishes.getOrDefault("status", mode.status());
    Integer wished = wishes.get("delay-ms");
    long delay = wished == null ? mode.delay().toMillis() : wished;
    if (delay == 0) {
      answer(exchange, status, echo(exchange, count));
    } else {
      Runnable later = () -> answer(exchange, status, echo(exchange, count));
      CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, executor).execute(later);
    }
  }

  private ObjectNode echo(HttpExchange exchange, long count) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("pod", pod.name())
        .put("node", pod.node())
        .put("zone", pod.zone())
        .put("count", count)
        .put("path", exchange.getRequestURI().getPath())
        .put("method", exchange.getRequestMethod());
  }

  private static void answer(HttpExchange exchange, int status, ObjectNode echo) {
    byte[] body = Json.bytes(echo);
    boolean bodiless = status == 204 || status == 304 || exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    try (exchange) {
      exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
      if (!bodiless) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    } catch (IOException gone) {
      // The caller hung up, or the pod was stopped meanwhile: nobody is left to be told.
    }
  }

  /** The numbers in the query; others are somebody else's. */
  private static Map<String, Integer> wishes(@Nullable String query) {
    Map<String, Integer> wishes = new HashMap<>();
    for (String part : query == null ? new String[0] : query.split("&")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (name.equals("status") || name.equals("delay-ms")) {
        int value = Integer.parseInt(part.substring(equals + 1));
        boolean possible = name.equals("status") ? value >= 200 && value < 600 : value >= 0;
        if (!possible) {
          throw new IllegalArgumentException(part + " is not possible");
        }
        wishes.put(name, value);
      }
    }
    return wishes;
  }
}
