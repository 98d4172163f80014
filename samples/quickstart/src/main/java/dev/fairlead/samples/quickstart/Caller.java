package dev.fairlead.samples.quickstart;

import dev.fairlead.Fairlead;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.okhttp.ResilienceGuard;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** An application's client: OkHttp, with Fairlead choosing the pod of each request. */
final class Caller {
  private static final int SERVER_ERROR = 500;

  private final OkHttpClient client;

  private Caller(OkHttpClient client) {
    this.client = client;
  }

  /** One that calls Services by their URLs, and every other host as OkHttp does. */
  static Caller with(Fairlead fairlead) {
    return new Caller(FairleadOkHttp.install(new OkHttpClient.Builder(), fairlead).build());
  }

  /**
   * One that also repeats what may be repeated, at another pod, when a pod answers with an error.
   */
  static Caller repeatingWith(Fairlead fairlead) {
    RetryRegistry retries =
        RetryRegistry.of(
            RetryConfig.<Response>custom()
                .maxAttempts(3)
                .waitDuration(Duration.ofMillis(1))
                .retryOnResult(response -> response.code() >= SERVER_ERROR)
                .build());
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .addInterceptor(ResilienceGuard.of(fairlead).withRetries(retries));
    return new Caller(FairleadOkHttp.install(builder, fairlead).build());
  }

  /**
   * Sends {@code requests} requests, one after the other, and counts who answered.
   *
   * @throws IOException when no pod may be called, none was reached or one answered with an error
   */
  Tally call(String url, int requests) throws IOException {
    Tally tally = new Tally();
    for (int i = 0; i < requests; i++) {
      tally.count(get(url));
    }
    return tally;
  }

  /** As {@link #call} for one request; what was answered. */
  String get(String url) throws IOException {
    try (Response answer = client.newCall(new Request.Builder().url(url).build()).execute()) {
      String body = answer.body().string();
      if (!answer.isSuccessful()) {
        throw new IOException(url + " answered " + answer.code() + ": " + body);
      }
      return body;
    }
  }
}
