package dev.fairlead.okhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Calls as users make them. */
final class Calls {
  private Calls() {}

  /** A builder whose clients wait for a minute, and not for ten seconds, where they wait. */
  static OkHttpClient.Builder patient() {
    Duration minute = Duration.ofMinutes(1);
    return new OkHttpClient.Builder()
        .connectTimeout(minute)
        .readTimeout(minute)
        .writeTimeout(minute);
  }

  static Call of(OkHttpClient client, String url) {
    return client.newCall(new Request.Builder().url(url).build());
  }

  /** The body of a GET. */
  static String get(OkHttpClient client, String url) throws IOException {
    return bodyOf(of(client, url));
  }

  static String bodyOf(Call call) throws IOException {
    try (Response response = call.execute()) {
      return response.body().string();
    }
  }

  /** Which pods answered how many of so many GETs. */
  static Map<String, Integer> answers(OkHttpClient client, String url, int times)
      throws IOException {
    Map<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < times; i++) {
      answers.merge(get(client, url), 1, Integer::sum);
    }
    return answers;
  }

  /** Makes the call on a thread of the client. */
  static CompletableFuture<Response> enqueue(Call call) {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            answer.completeExceptionally(e);
          }

          @Override
          public void onResponse(Call answered, Response response) {
            answer.complete(response);
          }
        });
    return answer;
  }

  /** Makes it on a thread of its own, to be interrupted. */
  static Thread inThread(Callable<String> call, CompletableFuture<String> answer) {
    Thread caller =
        new Thread(
            () -> {
              try {
                answer.complete(call.call());
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            },
            "caller");
    caller.start();
    return caller;
  }
}
