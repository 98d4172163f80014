package dev.fairlead.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.io.IOException;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Guards the calls to each Service with resilience4j: a time limit around a circuit breaker around
 * a bulkhead around retries. They see the logical call: each attempt of a retry is balanced anew
 * and avoids the pods at which the call failed before. Add it before Fairlead is installed:
 *
 * <pre>{@code
 * OkHttpClient.Builder builder =
 *     new OkHttpClient.Builder()
 *         .addInterceptor(ResilienceGuard.of(fairlead).withRetries(retries));
 * OkHttpClient client = FairleadOkHttp.install(builder, fairlead).build();
 * }</pre>
 *
 * <p>Instances come from the user's registries under the name of the target, such as {@code
 * orders.shop:80}; those that are not there yet are made from the configuration {@code fairlead} if
 * the registry has one, else from its default. Calls to other hosts are not guarded.
 *
 * <p>A call is repeated only if that is safe, whatever the retry is configured to: when its method
 * is idempotent and its body can be sent again, or when nothing was sent; and never beyond the
 * budget of the target. A response that says the server failed is an error to the circuit breaker.
 *
 * <p>Immutable; safe for use by any number of threads and clients.
 */
public final class ResilienceGuard implements Interceptor {
  private static final String CONFIGURATION = "fairlead";

  private final Fairlead fairlead;
  private final ResponseClassifier classifier;
  private final Registries registries;

  private ResilienceGuard(Fairlead fairlead, ResponseClassifier classifier, Registries registries) {
    this.fairlead = fairlead;
    this.classifier = classifier;
    this.registries = registries;
  }

  private record Registries(
      @Nullable CircuitBreakerRegistry circuitBreakers,
      @Nullable RetryRegistry retries,
      @Nullable BulkheadRegistry bulkheads,
      @Nullable TimeLimiterRegistry timeLimiters) {}

  /** One that guards with nothing yet, and tells failed responses by their status. */
  public static ResilienceGuard of(Fairlead fairlead) {
    return new ResilienceGuard(
        Objects.requireNonNull(fairlead, "fairlead"),
        ResponseClassifier.BY_STATUS,
        new Registries(null, null, null, null));
  }

  private ResilienceGuard guardingWith(Registries changed) {
    return new ResilienceGuard(fairlead, classifier, changed);
  }

  /** Another word on which responses are failures. */
  public ResilienceGuard withClassifier(ResponseClassifier other) {
    return new ResilienceGuard(fairlead, other, registries);
  }

  /** With circuit breakers (resilience4j-circuitbreaker) from {@code registry}. */
  public ResilienceGuard withCircuitBreakers(CircuitBreakerRegistry registry) {
    return guardingWith(
        new Registries(
            registry, registries.retries, registries.bulkheads, registries.timeLimiters));
  }

  /** With retries (resilience4j-retry) from {@code registry}. */
  public ResilienceGuard withRetries(RetryRegistry registry) {
    return guardingWith(
        new Registries(
            registries.circuitBreakers, registry, registries.bulkheads, registries.timeLimiters));
  }

  /**
   * With bulkheads (resilience4j-bulkhead) from {@code registry}; a place is held until the body of
   * the answer ends.
   */
  public ResilienceGuard withBulkheads(BulkheadRegistry registry) {
    return guardingWith(
        new Registries(
            registries.circuitBreakers, registries.retries, registry, registries.timeLimiters));
  }

  /**
   * With time limits (resilience4j-timelimiter) from {@code registry}: until a call is answered,
   * all attempts together. A call that takes longer is cancelled, whatever {@code
   * cancelRunningFuture} says.
   */
  public ResilienceGuard withTimeLimiters(TimeLimiterRegistry registry) {
    return guardingWith(
        new Registries(
            registries.circuitBreakers, registries.retries, registries.bulkheads, registry));
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    LoadBalancer balancer = balancer(chain.request().url());
    if (balancer == null) {
      return chain.proceed(chain.request());
    }
    return limited(new GuardedCall(chain, balancer, classifier));
  }

  private Response limited(GuardedCall call) throws IOException {
    TimeLimiterRegistry all = registries.timeLimiters;
    if (all == null) {
      return breaking(call);
    }
    String name = call.target().toString();
    TimeLimiter limiter =
        all.getConfiguration(CONFIGURATION).isPresent()
            ? all.timeLimiter(name, CONFIGURATION)
            : all.timeLimiter(name);
    return new TimeLimit(limiter, call.target(), call::endLate).limit(() -> breaking(call));
  }

  private Response breaking(GuardedCall call) throws IOException {
    CircuitBreakerRegistry all = registries.circuitBreakers;
    if (all == null) {
      return holding(call);
    }
    String name = call.target().toString();
    CircuitBreaker breaker =
        all.getConfiguration(CONFIGURATION).isPresent()
            ? all.circuitBreaker(name, CONFIGURATION)
            : all.circuitBreaker(name);
    return new Breaking(call, breaker).execute(() -> holding(call));
  }

  private Response holding(GuardedCall call) throws IOException {
    BulkheadRegistry all = registries.bulkheads;
    if (all == null) {
      return repeating(call);
    }
    String name = call.target().toString();
    Bulkhead bulkhead =
        all.getConfiguration(CONFIGURATION).isPresent()
            ? all.bulkhead(name, CONFIGURATION)
            : all.bulkhead(name);
    return new Holding(call, bulkhead).execute(() -> repeating(call));
  }

  private Response repeating(GuardedCall call) throws IOException {
    RetryRegistry all = registries.retries;
    if (all == null) {
      return call.attempt();
    }
    String name = call.target().toString();
    Retry retry =
        all.getConfiguration(CONFIGURATION).isPresent()
            ? all.retry(name, CONFIGURATION)
            : all.retry(name);
    return new Repetition(call, retry).execute();
  }

  /** Null when the URL names no Service, or after the Fairlead was closed. */
  private @Nullable LoadBalancer balancer(HttpUrl url) {
    ServiceKey service = fairlead.hosts().resolve(url.host());
    if (service == null) {
      return null;
    }
    try {
      LoadBalancer balancer =
          fairlead.loadBalancer(new Target(service, new PortRef.Numbered(url.port())));
      boolean missing =
          balancer.selection() instanceof Selection.Empty empty
              && empty.reason() == Reason.SERVICE_NOT_FOUND;
      return missing ? null : balancer;
    } catch (IllegalStateException e) {
      return null;
    }
  }
}
