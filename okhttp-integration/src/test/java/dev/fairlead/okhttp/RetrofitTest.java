package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;

/** Retrofit needs nothing but the client. */
class RetrofitTest {

  interface Orders {
    @GET("list")
    Call<ResponseBody> list();
  }

  @Test
  void itsCallsAreSpread() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      Retrofit retrofit =
          new Retrofit.Builder().baseUrl(Pods.URL).client(pods.client().build()).build();
      Orders orders = retrofit.create(Orders.class);
      Map<String, Integer> answers = new TreeMap<>();
      for (int i = 0; i < 4; i++) {
        try (ResponseBody body = Objects.requireNonNull(orders.list().execute().body())) {
          answers.merge(body.string(), 1, Integer::sum);
        }
      }

      assertThat(answers).isEqualTo(Map.of("orders-0", 2, "orders-1", 2));
      assertThat(Pods.requests(pods.servers.get(0)))
          .extracting(request -> request.getTarget())
          .containsExactly("/list", "/list");
    }
  }
}
