package dev.fairlead.okhttp;

import dev.fairlead.api.Outcome;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/**
 * A call through a circuit breaker, which is told when the answer begins. A call that its user
 * cancelled says nothing.
 */
final class Breaking {
  private final GuardedCall call;
  private final CircuitBreaker breaker;

  Breaking(GuardedCall call, CircuitBreaker breaker) {
    this.call = call;
    this.breaker = breaker;
  }

  Response execute(GuardedCall.Step next) throws IOException {
    try {
      breaker.acquirePermission();
    } catch (CallNotPermittedException e) {
      throw new CallRefusedException(call.target(), e);
    }
    long begun = breaker.getCurrentTimestamp();
    try {
      Response response = next.execute();
      tell(begun, response);
      return response;
    } catch (CallRefusedException e) {
      breaker.releasePermission();
      throw e;
    } catch (IOException e) {
      tell(begun, e);
      throw e;
    } catch (RuntimeException | Error e) {
      breaker.releasePermission();
      throw e;
    }
  }

  private void tell(long begun, Response response) {
    long took = breaker.getCurrentTimestamp() - begun;
    TimeUnit unit = breaker.getTimestampUnit();
    if (call.classify(response) == Outcome.SERVER_FAILURE) {
      breaker.onError(took, unit, new FailedResponseException(call.target(), response.code()));
    } else {
      breaker.onResult(took, unit, response);
    }
  }

  private void tell(long begun, IOException failure) {
    long took = breaker.getCurrentTimestamp() - begun;
    if (call.isLate() || !call.isCanceled()) {
      breaker.onError(took, breaker.getTimestampUnit(), failure);
    } else {
      call.chain().call().addEventListener(new LastWord(took));
    }
  }

  /**
   * Whether the user cancelled or the call's own time-out did, is known when the call has ended.
   */
  private final class LastWord extends EventListener {
    private final long took;

    LastWord(long took) {
      this.took = took;
    }

    @Override
    public void callFailed(Call ended, IOException failure) {
      if (failure instanceof InterruptedIOException) {
        breaker.onError(took, breaker.getTimestampUnit(), failure);
      } else {
        breaker.releasePermission();
      }
    }

    @Override
    public void callEnd(Call ended) {
      breaker.releasePermission();
    }
  }
}
