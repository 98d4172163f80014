package dev.fairlead.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.testkit.FakeKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A gate before a {@link FakeKubernetes} that answers reviews itself: who the caller is, and what
 * it may do. Everything is allowed but what is denied, each denial written {@code VERB
 * RESOURCE.GROUP NAMESPACE}. All else is passed on, unless watches are held.
 */
final class ReviewServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private final Passage passage = new Passage(kubernetes.uri());
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile String user = "system:serviceaccount:shop:orders";
  private volatile int status = 201;
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private volatile boolean holding;

  ReviewServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is behind the gate: what it refuses is refused, whatever the reviews say. */
  FakeKubernetes kubernetes() {
    return kubernetes;
  }

  /** Refused, and reviews say so. */
  void deny(String permission) {
    denied.add(permission);
    String[] parts = permission.split(" ", -1);
    kubernetes.deny(403, parts[0], parts[1].replaceAll("\\..*", ""), parts[2]);
  }

  /** An empty name: a server that does not tell, as before Kubernetes 1.28. */
  void user(String name) {
    user = name;
  }

  /** Answers everything with this status from now on. */
  void failWith(int code) {
    status = code;
  }

  /** No watch is answered from now on, not even with a head. */
  void holdWatches() {
    holding = true;
  }

  /** The collections of which a watch is held. */
  Set<String> held() {
    return held;
  }

  /** The permissions asked about so far, in order. */
  Queue<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (status != 201) {
      ObjectNode failure = JSON.createObjectNode().put("kind", "Status").put("code", status);
      send(exchange, status, failure.put("message", "told to fail"));
    } else if (exchange.getRequestMethod().equals("POST")) {
      review(exchange);
    } else if (holding && Passage.isWatch(exchange)) {
      held.add(exchange.getRequestURI().getPath());
    } else {
      passage.pass(exchange);
    }
  }

  private void review(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    ObjectNode review = JSON.createObjectNode();
    int code = 201;
    if (body.path("kind").asText().equals("SelfSubjectAccessReview")) {
      review.putObject("status").put("allowed", allows(body.at("/spec/resourceAttributes")));
    } else if (user.isEmpty()) {
      code = 404;
    } else {
      review.putObject("status").putObject("userInfo").put("username", user);
    }
    send(exchange, code, review);
  }

  private static void send(HttpExchange exchange, int code, ObjectNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
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
    threads.shutdownNow();
    kubernetes.close();
  }
}
