package dev.fairlead.e2e;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Endpoint;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.okhttp.SelectedEndpoint;
import dev.fairlead.spi.BalancingPolicy;
import java.util.List;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** An OkHttp client: as it is, or with a Fairlead that ends with it. */
final class LoadedClient implements AutoCloseable {
  private final OkHttpClient client;
  private final @Nullable Fairlead fairlead;

  /**
   * @param side {@code plain}, {@code p2c} or {@code round_robin}
   * @param protocol {@code http/1.1} or {@code h2c}
   */
  LoadedClient(String side, String protocol) {
    Protocol wanted = protocol.equals("h2c") ? Protocol.H2_PRIOR_KNOWLEDGE : Protocol.HTTP_1_1;
    OkHttpClient.Builder builder = new OkHttpClient.Builder().protocols(List.of(wanted));
    this.fairlead = side.equals("plain") ? null : fairlead(side);
    this.client = (fairlead == null ? builder : FairleadOkHttp.install(builder, fairlead)).build();
  }

  private static Fairlead fairlead(String policy) {
    return Fairlead.builder()
        .policy(policy.equals("p2c") ? BalancingPolicy.p2c() : BalancingPolicy.roundRobin())
        .build();
  }

  OkHttpClient client() {
    return client;
  }

  /** The address that Fairlead chose for a call; null for one that went as OkHttp lets it go. */
  static @Nullable String wentTo(Call call) {
    SelectedEndpoint selected = SelectedEndpoint.of(call);
    Endpoint endpoint = selected == null ? null : selected.endpoint();
    return endpoint == null ? null : endpoint.address();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    if (fairlead != null) {
      fairlead.close();
    }
  }
}
