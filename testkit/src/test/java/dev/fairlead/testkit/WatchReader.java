package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One watch of a test: its events one by one, and how it ended. */
final class WatchReader implements AutoCloseable {
  /** Ends a test that hangs and measures nothing: far more than a busy machine needs. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<HttpResponse.ResponseInfo> headers = new CompletableFuture<>();
  private final CompletableFuture<?> exchange;
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  /** Sends the request and waits until the answer can be read, and so be cancelled. */
  WatchReader(HttpClient http, HttpRequest request) {
    exchange = http.sendAsync(request, this::read).whenComplete((done, failure) -> fail(failure));
    subscription.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private HttpResponse.BodySubscriber<Void> read(HttpResponse.ResponseInfo info) {
    headers.complete(info);
    return HttpResponse.BodySubscribers.fromLineSubscriber(new Lines());
  }

  private void fail(@Nullable Throwable failure) {
    if (failure != null) {
      headers.completeExceptionally(failure);
      subscription.completeExceptionally(failure);
      ended.completeExceptionally(failure);
    }
  }

  int status() {
    return headers.join().statusCode();
  }

  HttpClient.Version version() {
    return headers.join().version();
  }

  /** The next event; fails if none comes within a minute. */
  JsonNode next() {
    return next(PATIENCE);
  }

  /** The next event; fails if none comes in time. */
  JsonNode next(Duration patience) {
    try {
      JsonNode event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(event).as("next event").isNotNull();
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next event as {@code TYPE name}. */
  String nextShort() {
    JsonNode event = next();
    return event.path("type").asText() + " " + event.at("/object/metadata/name").asText();
  }

  /** Whether nothing more has arrived. */
  boolean isQuiet() {
    return events.isEmpty();
  }

  /** Waits for the clean end; fails if the stream breaks or goes on for a minute. */
  void awaitEnd() {
    ended.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Waits until the stream breaks; fails if it ends cleanly. */
  Throwable awaitFailure() {
    return ended
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .handle((done, failure) -> failure)
        .join();
  }

  @Override
  public void close() {
    subscription.join().cancel();
    exchange.cancel(false);
  }

  private final class Lines implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription given) {
      given.request(Long.MAX_VALUE);
      subscription.complete(given);
    }

    @Override
    public void onNext(String line) {
      events.add(ApiClient.parse(line));
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      ended.complete(null);
    }
  }
}
