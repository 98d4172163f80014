package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

/** Each request of a client is balanced, over one connection to each pod. */
class SpreadTest {
  private static final List<Protocol> H2C = List.of(Protocol.H2_PRIOR_KNOWLEDGE);
  private static final String SECURE_URL = "https://" + Pods.HOST + "/";

  @Test
  void sequentialRequestsGoRound() throws IOException {
    try (Pods pods = new Pods().start(3)) {
      assertSpread(pods, pods.client().build(), Pods.URL, "HTTP/1.1");
      assertThat(pods.bindings().size()).isEqualTo(3);
    }
  }

  @Test
  void theyDoWithTls() throws IOException {
    Tls tls = new Tls(Pods.HOST);
    try (Pods pods = new Pods().start(3, tls)) {
      OkHttpClient client = tls.trust(pods.client()).protocols(List.of(Protocol.HTTP_1_1)).build();
      assertSpread(pods, client, SECURE_URL, "HTTP/1.1");
    }
  }

  @Test
  void theyDoWithTlsAndHttp2() throws IOException {
    Tls tls = new Tls(Pods.HOST);
    try (Pods pods = new Pods().start(3, tls)) {
      assertSpread(pods, tls.trust(pods.client()).build(), SECURE_URL, "HTTP/2");
    }
  }

  @Test
  void theyDoWithHttp2InClear() throws IOException {
    try (Pods pods = new Pods().start(3, server -> server.setProtocols(H2C))) {
      assertSpread(pods, pods.client().protocols(H2C).build(), Pods.URL, "HTTP/2");
    }
  }

  private static void assertSpread(Pods pods, OkHttpClient client, String url, String version)
      throws IOException {
    assertThat(Calls.answers(client, url, 60))
        .isEqualTo(Map.of("orders-0", 20, "orders-1", 20, "orders-2", 20));
    for (MockWebServer server : pods.servers) {
      assertThat(Pods.requests(server))
          .hasSize(20)
          .allMatch(request -> request.getVersion().equals(version))
          .allMatch(request -> request.getConnectionIndex() == 0);
    }
  }

  @Test
  void manyThreadsShareOneHttp2ConnectionToEachPod() throws Exception {
    try (Pods pods = new Pods().start(3, server -> server.setProtocols(H2C))) {
      OkHttpClient client = pods.client().protocols(H2C).build();
      Calls.answers(client, Pods.URL, 3); // connects to each
      inThreads(8, () -> Calls.answers(client, Pods.URL, 30));

      for (MockWebServer server : pods.servers) {
        assertThat(Pods.requests(server))
            .hasSize(1 + 8 * 10)
            .allMatch(request -> request.getConnectionIndex() == 0);
      }
      assertThat(pods.inFlight()).isZero();
    }
  }

  interface Work {
    void run() throws Exception;
  }

  /** Does it in so many threads at once, and fails if one of them does. */
  static void inThreads(int count, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(
            threads.submit(
                () -> {
                  work.run();
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
