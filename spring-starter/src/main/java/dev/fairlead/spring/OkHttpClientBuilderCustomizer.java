package dev.fairlead.spring;

import okhttp3.OkHttpClient;

/**
 * Changes the client of {@link LoadBalancedOkHttp}, as a bean; several run in their order.
 * Application interceptors that are added here see one logical call, however many endpoints are
 * tried.
 */
@FunctionalInterface
public interface OkHttpClientBuilderCustomizer {

  /** Called once, before Fairlead is installed. */
  void customize(OkHttpClient.Builder builder);
}
