package dev.fairlead.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An API server that only answers reviews: who the caller is, and what it may do. Everything is
 * allowed but what is denied, each denial written {@code VERB RESOURCE.GROUP NAMESPACE}.
 */
final class ReviewServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile String user = "system:serviceaccount:shop:orders";
  private volatile int status = 201;

  ReviewServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void deny(String permission) {
    denied.add(permission);
  }

  /** An empty name: a server that does not tell, as before Kubernetes 1.28. */
  void user(String name) {
    user = name;
  }

  /** Answers everything with this status from now on. */
  void failWith(int code) {
    status = code;
  }

  /** The permissions asked about so far, in order. */
  Queue<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    ObjectNode review = JSON.createObjectNode();
    int code = status;
    if (code != 201) {
      review.put("kind", "Status").put("code", code).put("message", "told to fail");
    } else if (body.path("kind").asText().equals("SelfSubjectAccessReview")) {
      review.putObject("status").put("allowed", allows(body.at("/spec/resourceAttributes")));
    } else if (user.isEmpty()) {
      code = 404;
    } else {
      review.putObject("status").putObject("userInfo").put("username", user);
    }
    byte[] bytes = JSON.writeValueAsBytes(review);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private boolean allows(JsonNode attributes) {
    String group = attributes.path("group").asText();
    String permission =
        attributes.path("verb").asText()
            + " "
            + attributes.path("resource").asText()
            + (group.isEmpty() ? "" : "." + group)
            + " "
            + attributes.path("namespace").asText("-");
    asked.add(permission);
    return !denied.contains(permission);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
