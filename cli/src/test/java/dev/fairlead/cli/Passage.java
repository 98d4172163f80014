package dev.fairlead.cli;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Passes GET requests on to another server, and the answers back as they come. */
final class Passage {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI behind;

  Passage(URI behind) {
    this.behind = behind;
  }

  static boolean isWatch(HttpExchange exchange) {
    return exchange.getRequestURI().toString().contains("watch=true");
  }

  /** Returns at the end of the answer; of a watch, when either side ends it. */
  void pass(HttpExchange exchange) throws IOException {
    URI uri = URI.create(behind + exchange.getRequestURI().toString());
    try {
      HttpResponse<InputStream> answer =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      try (exchange;
          InputStream from = answer.body();
          OutputStream to = exchange.getResponseBody()) {
        to.flush(); // the head of a watch comes before its first event
        byte[] buffer = new byte[8192];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
          to.write(buffer, 0, n);
          to.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the gate is closed");
    }
  }
}
