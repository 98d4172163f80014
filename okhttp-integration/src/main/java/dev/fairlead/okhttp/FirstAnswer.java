package dev.fairlead.okhttp;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * The wait for the first answer of the API server, as long as the target waits for it: ended early
 * by a cancelled call, a call's time-out or an interrupted thread.
 */
final class FirstAnswer {
  private FirstAnswer() {}

  static void await(LoadBalancer balancer, Call call) throws IOException {
    boolean unknown =
        balancer.selection() instanceof Selection.Empty empty
            && empty.reason() == Reason.NOT_SYNCED;
    if (unknown) {
      await(balancer.settled().toCompletableFuture(), call);
    }
  }

  private static void await(CompletableFuture<Void> settled, Call call) throws IOException {
    call.addEventListener(
        new EventListener() {
          @Override
          public void canceled(Call canceled) {
            settled.complete(null);
          }
        });
    try {
      if (!call.isCanceled()) {
        settled.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw new AssertionError("Never completed with a failure", e);
    }
    if (call.isCanceled()) {
      throw new IOException("Canceled");
    }
  }
}
