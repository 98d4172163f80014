package dev.fairlead.okhttp;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Target;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * One logical call on its way through what guards it. Names nothing of resilience4j: each guard is
 * a class of its own, so that those who use one need the jar of that one only.
 */
final class GuardedCall {
  private final Interceptor.Chain chain;
  private final LoadBalancer balancer;
  private final ResponseClassifier classifier;

  /** It was a time limit that cancelled, and not the user. */
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

  Outcome classify(Response response) {
    return classifier.classify(response);
  }

  Response attempt() throws IOException {
    return chain.proceed(chain.request());
  }

  boolean isCanceled() {
    return chain.call().isCanceled();
  }

  boolean isLate() {
    return late;
  }

  /** Any thread. */
  void endLate() {
    late = true;
    chain.call().cancel();
  }
}
