package dev.fairlead.okhttp;

import io.github.resilience4j.retry.MaxRetriesExceededException;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import okhttp3.Response;

/**
 * Repeats a call as its {@link Retry} wishes, if that is safe and the budget of the target allows
 * it.
 */
final class Repetition {
  private final GuardedCall call;
  private final Retry.Context<Response> context;
  private final boolean repeatable;

  Repetition(GuardedCall call, Retry retry) {
    this.call = call;
    this.context = retry.context();
    this.repeatable = Methods.isRepeatable(call.chain().request());
  }

  Response execute() throws IOException {
    while (true) {
      Response response;
      try {
        response = call.attempt();
      } catch (IOException e) {
        pauseOrThrow(e);
        continue;
      }
      if (!isToBeRepeated(response)) {
        return response;
      }
      response.close();
    }
  }

  /** Pauses if it is. */
  private boolean isToBeRepeated(Response response) {
    if (repeatable && context.onResult(response)) {
      return !call.isCanceled() && call.balancer().tryRetry();
    }
    try {
      context.onComplete();
    } catch (MaxRetriesExceededException e) {
      // The attempts are used up: the caller sees the last response itself.
    }
    return false;
  }

  private void pauseOrThrow(IOException failure) throws IOException {
    boolean safe = repeatable || failure instanceof ServiceUnreachableException;
    boolean over =
        failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException);
    if (!safe || over || call.isCanceled()) {
      throw failure;
    }
    try {
      context.onError(failure); // throws it when it is not to be repeated
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    if (call.isCanceled() || !call.balancer().tryRetry()) {
      throw failure;
    }
  }
}
