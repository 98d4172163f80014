package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.fakes.SilentPort;
import dev.fairlead.fakes.Soon;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The wait while the API server has not answered yet belongs to the call. */
class FirstAnswerTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Its API server takes no connection. */
  private static Pods unanswered(SilentPort api) {
    URI uri = URI.create("http://" + api.address() + ":" + api.port());
    return new Pods(settings -> settings.kubernetes(new KubernetesApi.At(uri)).firstSyncWait(LONG));
  }

  private static Thread waiting(Call call, CompletableFuture<String> answer) {
    Thread caller = Calls.inThread(() -> Calls.bodyOf(call), answer);
    Soon.until(() -> caller.getState() == Thread.State.WAITING);
    return caller;
  }

  @Test
  void aCancelledCallEndsIt() throws IOException {
    try (SilentPort api = new SilentPort("127.0.7.99");
        Pods pods = unanswered(api)) {
      Call call = Calls.of(pods.client().build(), Pods.URL);
      CompletableFuture<String> answer = new CompletableFuture<>();
      waiting(call, answer);
      call.cancel();

      assertThatThrownBy(answer::get)
          .hasCauseInstanceOf(IOException.class)
          .hasMessageContaining("Canceled");
      assertThat(pods.outcomes()).isEmpty();
    }
  }

  @Test
  void soDoesTheTimeoutOfACall() throws IOException {
    try (SilentPort api = new SilentPort("127.0.7.99");
        Pods pods = unanswered(api)) {
      OkHttpClient client = pods.client().callTimeout(Duration.ofMillis(100)).build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("timeout");
    }
  }

  @Test
  void soDoesAnInterrupt() throws IOException {
    try (SilentPort api = new SilentPort("127.0.7.99");
        Pods pods = unanswered(api)) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      waiting(Calls.of(pods.client().build(), Pods.URL), answer).interrupt();

      assertThatThrownBy(answer::get).hasCauseInstanceOf(InterruptedIOException.class);
    }
  }

  @Test
  void otherCallsGoOnWaitingAndAreMadeWhenTheAnswerIsThere() throws Exception {
    try (Pods pods = new Pods(settings -> settings.firstSyncWait(LONG))) {
      pods.add(server -> {});
      pods.kubernetes.endpoints("shop", "orders", pods.endpoints);
      pods.kubernetes.stop();
      OkHttpClient client = pods.client().build();
      Call cancelled = Calls.of(client, Pods.URL);
      CompletableFuture<String> answerOfCancelled = new CompletableFuture<>();
      CompletableFuture<String> answerOfOther = new CompletableFuture<>();
      waiting(cancelled, answerOfCancelled);
      waiting(Calls.of(client, Pods.URL), answerOfOther);
      cancelled.cancel();
      assertThatThrownBy(answerOfCancelled::get).hasMessageContaining("Canceled");
      assertThat(answerOfOther).isNotDone();
      pods.kubernetes.resume();

      assertThat(answerOfOther.get()).isEqualTo("orders-0");
      assertThat(Calls.answers(client, Pods.URL, 2)).isEqualTo(Map.of("orders-0", 2));
    }
  }
}
