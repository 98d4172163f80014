package dev.fairlead.internal.balancing;

import dev.fairlead.api.Selection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The wait for the first answer: the only place where a caller waits. The time runs from the first
 * use of the target, so that while the API server is away not every call waits for it again.
 */
final class FirstAnswer {
  private final CompletableFuture<Selection> answer = new CompletableFuture<>();
  private final Duration wait;
  private final LongSupplier nanoTime;
  private final long begun;

  FirstAnswer(Duration wait, LongSupplier nanoTime) {
    this.wait = wait;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  void is(Selection selection) {
    answer.complete(selection);
  }

  boolean isThere() {
    return answer.isDone();
  }

  /** Waits; null when the answer is there, else how it was waited in vain. */
  @Nullable String await() {
    try {
      answer.get(Math.max(0, left()), TimeUnit.NANOSECONDS);
      return null;
    } catch (TimeoutException e) {
      return "waited " + wait.toMillis() + " ms";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted while waiting";
    } catch (ExecutionException e) {
      throw new AssertionError("Never completed with a failure", e);
    }
  }

  /** Of the wait, in nanoseconds; 0 or less when it is over. */
  private long left() {
    return wait.toNanos() - (nanoTime.getAsLong() - begun);
  }

  /**
   * Completes when nobody waits any more: with the answer, or when the time is over. From then on
   * it is complete at once: while the API server is away for good, what each call hung on the
   * answer would never be let go.
   */
  CompletionStage<Void> settled() {
    long left = left();
    if (left <= 0 || answer.isDone()) {
      return CompletableFuture.completedStage(null);
    }
    // Async comes last: what a caller hangs on it must not run on the JVM's timer thread either.
    return answer
        .thenApply(selection -> true)
        .completeOnTimeout(false, left, TimeUnit.NANOSECONDS)
        .<Void>thenApplyAsync(answered -> null)
        .minimalCompletionStage();
  }

  /** What a caller hangs on it must not run on the control plane, which completes it. */
  CompletionStage<Selection> stage() {
    return answer.thenApplyAsync(selection -> selection).minimalCompletionStage();
  }
}
