package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Each request of a client is balanced, over a connection to each pod. */
class SpreadTest {

  @Test
  void sequentialRequestsGoRoundOverOneConnectionEach() throws IOException {
    try (Pods pods = new Pods().start(3)) {
      OkHttpClient client = pods.client().build();
      Map<String, Integer> answers = new TreeMap<>();
      for (int i = 0; i < 300; i++) {
        answers.merge(get(client, Pods.URL), 1, Integer::sum);
      }

      assertThat(answers).isEqualTo(Map.of("orders-0", 100, "orders-1", 100, "orders-2", 100));
      assertThat(pods.bindings().size()).isEqualTo(3);
    }
  }

  static String get(OkHttpClient client, String url) throws IOException {
    try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    }
  }
}
