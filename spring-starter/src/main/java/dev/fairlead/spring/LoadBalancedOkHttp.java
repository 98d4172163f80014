package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.okhttp.OkHttpSettings;
import java.util.List;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Clients whose calls go straight to the pods of Services, with the settings of the properties.
 * Thread-safe.
 */
public final class LoadBalancedOkHttp implements AutoCloseable {
  private final Fairlead fairlead;
  private final OkHttpSettings settings;
  private final Dispatcher dispatcher = new Dispatcher();
  private final ConnectionPool pool = new ConnectionPool();
  private final OkHttpClient client;

  /**
   * @param maxRequestsPerHost of asynchronous calls
   * @param customizers have the last word
   */
  LoadBalancedOkHttp(
      Fairlead fairlead,
      OkHttpSettings settings,
      int maxRequestsPerHost,
      List<OkHttpClientBuilderCustomizer> customizers) {
    this.fairlead = fairlead;
    this.settings = settings;
    dispatcher.setMaxRequestsPerHost(maxRequestsPerHost);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder().dispatcher(dispatcher).connectionPool(pool);
    customizers.forEach(customizer -> customizer.customize(builder));
    this.client = install(builder).build();
  }

  /** The client that the properties and customizers describe; clients derived from it share it. */
  public OkHttpClient client() {
    return client;
  }

  /**
   * Lets the calls of another client go to pods, and returns {@code builder}. The last step, after
   * its own application interceptors.
   *
   * @throws IllegalStateException when it was installed in this client before
   */
  public OkHttpClient.Builder install(OkHttpClient.Builder builder) {
    return FairleadOkHttp.install(builder, fairlead, settings);
  }

  /**
   * Ends the threads of {@link #client()} when their calls are over, and its idle connections. A
   * dispatcher or a pool that a customizer has set stays its owner's.
   */
  @Override
  public void close() {
    dispatcher.executorService().shutdown();
    pool.evictAll();
  }
}
