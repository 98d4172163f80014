package dev.fairlead.e2e;

import java.util.List;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** The two sides: OkHttp as it is, and OkHttp with Fairlead. */
final class Clients {
  private Clients() {}

  static OkHttpClient plain(String protocol) {
    return builder(protocol).build();
  }

  private static OkHttpClient.Builder builder(String protocol) {
    Protocol wanted = protocol.equals("h2c") ? Protocol.H2_PRIOR_KNOWLEDGE : Protocol.HTTP_1_1;
    return new OkHttpClient.Builder().protocols(List.of(wanted));
  }

  /** The address that Fairlead chose for a call; null for one that went as OkHttp lets it go. */
  static @Nullable String wentTo(Call call) {
    return null;
  }
}
