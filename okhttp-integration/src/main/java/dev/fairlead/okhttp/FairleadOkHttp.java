package dev.fairlead.okhttp;

import dev.fairlead.Fairlead;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an {@link OkHttpClient} call pods: {@code http://orders.shop/} goes to an endpoint of that
 * Service, chosen for each request, under an unchanged URL. What is no Service goes as it would
 * without.
 *
 * <pre>{@code
 * OkHttpClient client = FairleadOkHttp.install(new OkHttpClient.Builder(), fairlead).build();
 * }</pre>
 *
 * <p>All clients of one {@link Fairlead} share statistics and, with equal settings, connections.
 * Connections are closed soon after the Fairlead is; calls go by the Service's own name then.
 */
public final class FairleadOkHttp {
  private static final Logger LOG = LoggerFactory.getLogger(FairleadOkHttp.class);
  private static final int DEFAULT_REQUESTS_PER_HOST = 5;

  private FairleadOkHttp() {}

  /** As the other method, with {@link OkHttpSettings#DEFAULT}. */
  public static OkHttpClient.Builder install(OkHttpClient.Builder builder, Fairlead fairlead) {
    return install(builder, fairlead, OkHttpSettings.DEFAULT);
  }

  /**
   * Adds the interceptor that chooses an endpoint for each request, and returns {@code builder}.
   * Call it after all other application interceptors are there: those see one logical call, however
   * many endpoints are tried; network interceptors see each attempt.
   *
   * @throws IllegalStateException when the OkHttp on the class path is older than 5.4 or there are
   *     two of them, or when a Fairlead is installed already; it says what to do
   */
  public static OkHttpClient.Builder install(
      OkHttpClient.Builder builder, Fairlead fairlead, OkHttpSettings settings) {
    OkHttpOnClassPath.require();
    for (Interceptor interceptor : builder.interceptors()) {
      if (interceptor instanceof FairleadInterceptor) {
        throw new IllegalStateException(
            "A Fairlead is installed in this client already; install it once, on the first builder:"
                + " clients made by newBuilder() have it too");
      }
    }
    if (builder.build().dispatcher().getMaxRequestsPerHost() == DEFAULT_REQUESTS_PER_HOST) {
      LOG.info(
          "The dispatcher lets 5 enqueued calls run at once for each host, and a Service is one host"
              + " however many pods it has: set maxRequestsPerHost if calls are enqueued");
    }
    ServiceBindings bindings =
        fairlead.shared(ServiceBindings.class, () -> new ServiceBindings(fairlead));
    return builder.addInterceptor(new FairleadInterceptor(bindings, settings));
  }
}
