package dev.fairlead.samples.okhttp;

import dev.fairlead.Fairlead;
import dev.fairlead.okhttp.FairleadOkHttp;
import dev.fairlead.okhttp.SelectedEndpoint;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** What an application writes: one line more than without Fairlead, and the URL stays. */
final class OrdersClient {
  private final OkHttpClient client;
  private final String url;

  /**
   * @param url such as {@code http://orders/}, as it was for the cluster IP
   */
  OrdersClient(Fairlead fairlead, String url) {
    this.client = FairleadOkHttp.install(new OkHttpClient.Builder(), fairlead).build();
    this.url = url;
  }

  /**
   * One request. Returns where it went, by the tag of its call.
   *
   * @throws IOException when it failed, or was answered with an error
   */
  String get() throws IOException {
    Call call = client.newCall(new Request.Builder().url(url).build());
    try (Response response = call.execute()) {
      response.body().bytes();
      if (!response.isSuccessful()) {
        throw new IOException(url + " answered " + response.code());
      }
      SelectedEndpoint selected = SelectedEndpoint.of(call);
      return selected == null ? "by the Service's own name" : selected.toString();
    }
  }
}
