package dev.fairlead.okhttp;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Target;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;

/** One logical call on its way through what guards it. */
final class GuardedCall {
  private final Interceptor.Chain chain;
  private final LoadBalancer balancer;
  private final ResponseClassifier classifier;

  /** Set by {@link TimeLimit}: it was not the user who cancelled. */
  private volatile boolean late;

  GuardedCall(Interceptor.Chain chain, LoadBalancer balancer, ResponseClassifier classifier) {
    this.chain = chain;
    this.balancer = balancer;
    this.classifier = classifier;
  }

  /** What is guarded by one guard: the next one, or the attempt. */
  interface Step {
    Response execute() throws IOException;
  }

  Target target() {
    return balancer.target();
  }

  LoadBalancer balancer() {
    return balancer;
  }

  Interceptor.Chain chain() {
    return chain;
  }

  boolean isCanceled() {
    return chain.call().isCanceled();
  }

  Response attempt() throws IOException {
    return chain.proceed(chain.request());
  }

  /** Any thread. */
  void endLate() {
    late = true;
    chain.call().cancel();
  }

  /** The breaker is told when the answer begins; a call that its user cancelled says nothing. */
  Response through(CircuitBreaker breaker, Step next) throws IOException {
    try {
      breaker.acquirePermission();
    } catch (CallNotPermittedException e) {
      throw new CallRefusedException(target(), e);
    }
    long begun = breaker.getCurrentTimestamp();
    try {
      Response response = next.execute();
      tell(breaker, begun, response);
      return response;
    } catch (CallRefusedException e) {
      breaker.releasePermission();
      throw e;
    } catch (IOException e) {
      tell(breaker, begun, e);
      throw e;
    } catch (RuntimeException | Error e) {
      breaker.releasePermission();
      throw e;
    }
  }

  private void tell(CircuitBreaker breaker, long begun, Response response) {
    long took = breaker.getCurrentTimestamp() - begun;
    TimeUnit unit = breaker.getTimestampUnit();
    if (classifier.classify(response) == Outcome.SERVER_FAILURE) {
      breaker.onError(took, unit, new FailedResponseException(target(), response.code()));
    } else {
      breaker.onResult(took, unit, response);
    }
  }

  private void tell(CircuitBreaker breaker, long begun, IOException failure) {
    long took = breaker.getCurrentTimestamp() - begun;
    if (late || !isCanceled()) {
      breaker.onError(took, breaker.getTimestampUnit(), failure);
      return;
    }
    // Whether the user cancelled or the call's own time-out did is known when the call has ended.
    chain
        .call()
        .addEventListener(
            new EventListener() {
              @Override
              public void callFailed(Call call, IOException last) {
                if (last instanceof InterruptedIOException) {
                  breaker.onError(took, breaker.getTimestampUnit(), last);
                } else {
                  breaker.releasePermission();
                }
              }

              @Override
              public void callEnd(Call call) {
                breaker.releasePermission();
              }
            });
  }

  /** The place is given back when the call has ended, its body included. */
  Response through(Bulkhead bulkhead, Step next) throws IOException {
    try {
      bulkhead.acquirePermission();
    } catch (BulkheadFullException e) {
      throw new CallRefusedException(target(), e);
    }
    chain
        .call()
        .addEventListener(
            new EventListener() {
              @Override
              public void callEnd(Call call) {
                bulkhead.onComplete();
              }

              @Override
              public void callFailed(Call call, IOException failure) {
                bulkhead.onComplete();
              }
            });
    return next.execute();
  }
}
