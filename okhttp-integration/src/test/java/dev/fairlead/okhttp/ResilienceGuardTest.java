package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.fakes.Soon;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** resilience4j sees logical calls; what it repeats goes to other pods. */
class ResilienceGuardTest {
  private final Pods pods = new Pods();

  @AfterEach
  void close() {
    pods.close();
  }

  private OkHttpClient client(ResilienceGuard guard) {
    OkHttpClient.Builder builder = Calls.patient().addInterceptor(guard);
    return FairleadOkHttp.install(builder, pods.fairlead).build();
  }

  private ResilienceGuard guard() {
    return ResilienceGuard.of(pods.fairlead);
  }

  private static RetryRegistry retries(int attempts) {
    return RetryRegistry.of(
        RetryConfig.<Response>custom()
            .maxAttempts(attempts)
            .waitDuration(Duration.ofMillis(1))
            .retryOnResult(response -> response.code() >= 500)
            .build());
  }

  private static Request request() {
    return new Request.Builder().url(Pods.URL).build();
  }

  private static Dispatcher answering(int code) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return new MockResponse.Builder().code(code).body("sorry").build();
      }
    };
  }

  private static void failing(MockWebServer server) {
    server.setDispatcher(answering(503));
  }

  /** Requests that the pods got, of whatever method. */
  private int requests() {
    return pods.servers.stream().mapToInt(MockWebServer::getRequestCount).sum();
  }

  @Test
  void aRepeatedCallGoesToAnotherPodThoughOkHttpHoldsTheConnectionOfTheFirst() throws IOException {
    pods.add(ResilienceGuardTest::failing);
    pods.start(2);
    OkHttpClient client = client(guard().withRetries(retries(3)));
    for (int i = 0; i < 30; i++) {
      try (Response response = client.newCall(request()).execute()) {
        assertThat(response.code()).isEqualTo(200);
        assertThat(response.body().string()).isIn("orders-1", "orders-2");
      }
    }
    assertThat(pods.servers.get(0).getRequestCount()).isBetween(8, 16);
    assertThat(inFlight()).isZero();
  }

  @Test
  void eachAttemptAvoidsThePodsOfTheOnesBefore() throws IOException {
    for (int i = 0; i < 3; i++) {
      pods.add(ResilienceGuardTest::failing);
    }
    pods.publish();
    OkHttpClient client = client(guard().withRetries(retries(3)));
    try (Response response = client.newCall(request()).execute()) {
      assertThat(response.code()).as("the last answer is the caller's").isEqualTo(503);
    }
    assertThat(pods.servers).allSatisfy(server -> assertThat(server.getRequestCount()).isOne());
  }

  @Test
  void aPostThatWasSentIsNotRepeated() throws IOException {
    pods.start(3, ResilienceGuardTest::failing);
    OkHttpClient client = client(guard().withRetries(retries(3)));
    Request post = request().newBuilder().post(RequestBody.create(new byte[1])).build();
    try (Response response = client.newCall(post).execute()) {
      assertThat(response.code()).isEqualTo(503);
    }
    assertThat(requests()).isOne();
  }

  @Test
  void retriesEndWithTheBudget() throws IOException {
    pods.start(3, ResilienceGuardTest::failing);
    OkHttpClient client = client(guard().withRetries(retries(2)));
    long begin = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      client.newCall(request()).execute().close();
    }
    long nineSeconds = (System.nanoTime() - begin) / 9_000_000_000L;
    // A fifth of the calls, and a hundred in reserve: again when nine seconds are over at least.
    assertThat((long) requests()).isBetween(300L, 345 + 100 * nineSeconds);
    assertThat(pods.fairlead.loadBalancer(Pods.ORDERS).totals().retriesRefused())
        .isEqualTo(400 - requests());
  }

  @Test
  void aBreakerOpensOnFailedResponsesAndItsRefusalNamesTheTarget() throws IOException {
    pods.start(2, ResilienceGuardTest::failing);
    CircuitBreakerRegistry breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom().slidingWindowSize(4).minimumNumberOfCalls(4).build());
    OkHttpClient client = client(guard().withCircuitBreakers(breakers));
    for (int i = 0; i < 4; i++) {
      client.newCall(request()).execute().close();
    }

    assertThat(breakers.circuitBreaker("orders.shop:80").getState())
        .isEqualTo(CircuitBreaker.State.OPEN);
    assertThatThrownBy(() -> client.newCall(request()).execute())
        .isInstanceOf(CallRefusedException.class)
        .hasMessageContaining("orders.shop:80");
    assertThat(requests()).isEqualTo(4);
  }

  @Test
  void theConfigurationNamedFairleadComesBeforeTheDefault() throws IOException {
    pods.start(1);
    CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    breakers.addConfiguration(
        "fairlead", CircuitBreakerConfig.custom().slidingWindowSize(7).build());
    client(guard().withCircuitBreakers(breakers)).newCall(request()).execute().close();

    CircuitBreaker made = breakers.circuitBreaker("orders.shop:80");
    assertThat(made.getCircuitBreakerConfig().getSlidingWindowSize()).isEqualTo(7);
    assertThat(made.getMetrics().getNumberOfSuccessfulCalls()).isOne();
  }

  @Test
  void aUserWhoCancelsSaysNothingToTheBreakerAndATimeoutDoes() throws IOException {
    pods.start(1, ResilienceGuardTest::silent);
    CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    OkHttpClient client = client(guard().withCircuitBreakers(breakers));
    Call cancelled = client.newCall(request());
    CompletableFuture<Void> cancelling =
        CompletableFuture.runAsync(
            () -> {
              Soon.until(() -> pods.servers.get(0).getRequestCount() == 1);
              cancelled.cancel();
            });
    assertThatThrownBy(cancelled::execute).isInstanceOf(IOException.class);
    cancelling.join();
    CircuitBreaker.Metrics metrics = breakers.circuitBreaker("orders.shop:80").getMetrics();
    assertThat(metrics.getNumberOfFailedCalls()).isZero();

    OkHttpClient hasty = client.newBuilder().callTimeout(Duration.ofSeconds(2)).build();
    assertThatThrownBy(() -> hasty.newCall(request()).execute())
        .isInstanceOf(InterruptedIOException.class);
    assertThat(metrics.getNumberOfFailedCalls()).isOne();
    assertThat(inFlight()).isZero();
  }

  private static void silent(MockWebServer server) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
          }
        });
  }

  @Test
  void aTimeLimitCancelsTheCallAndSaysWhichTargetWasLate() throws IOException {
    pods.start(1, ResilienceGuardTest::silent);
    TimeLimiterRegistry limits =
        TimeLimiterRegistry.of(
            TimeLimiterConfig.custom().timeoutDuration(Duration.ofMillis(100)).build());
    CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    OkHttpClient client = client(guard().withTimeLimiters(limits).withCircuitBreakers(breakers));

    assertThatThrownBy(() -> client.newCall(request()).execute())
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("orders.shop:80 did not answer within 100 ms");
    assertThat(breakers.circuitBreaker("orders.shop:80").getMetrics().getNumberOfFailedCalls())
        .isOne();
  }

  @Test
  void aBulkheadHoldsThePlaceUntilTheBodyHasEnded() throws IOException {
    pods.start(2);
    BulkheadRegistry bulkheads =
        BulkheadRegistry.of(
            BulkheadConfig.custom().maxConcurrentCalls(1).maxWaitDuration(Duration.ZERO).build());
    OkHttpClient client = client(guard().withBulkheads(bulkheads));
    try (Response open = client.newCall(request()).execute()) {
      assertThat(open.code()).isEqualTo(200);
      assertThatThrownBy(() -> client.newCall(request()).execute())
          .isInstanceOf(CallRefusedException.class)
          .hasMessageContaining("full");
    }
    client.newCall(request()).execute().close();

    assertThat(bulkheads.bulkhead("orders.shop:80").getMetrics().getAvailableConcurrentCalls())
        .isOne();
  }

  @Test
  void otherHostsAreNotGuarded() throws IOException {
    pods.start(1);
    CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    String foreign = pods.servers.get(0).url("/").toString();
    assertThat(Calls.get(client(guard().withCircuitBreakers(breakers)), foreign))
        .isEqualTo("orders-0");

    Set<String> names = new HashSet<>();
    breakers.getAllCircuitBreakers().forEach(breaker -> names.add(breaker.getName()));
    assertThat(names).isEmpty();
  }

  private int inFlight() {
    return pods.fairlead.loadBalancer(Pods.ORDERS).report().endpoints().stream()
        .mapToInt(endpoint -> endpoint.inFlight())
        .sum();
  }
}
