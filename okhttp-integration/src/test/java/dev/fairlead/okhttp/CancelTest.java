package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.Soon;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.BufferedSource;
import org.junit.jupiter.api.Test;

/** A call that its user gives up ends at once, and no pod is blamed but for a time-out. */
class CancelTest {
  private static final OkHttpSettings PATIENT =
      OkHttpSettings.DEFAULT.withConnectTimeout(Duration.ofMinutes(1));

  /** Enough for a call to choose its pod, however busy this machine is. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static Pods silent(int count) {
    Pods pods = new Pods();
    for (int i = 0; i < count; i++) {
      pods.addSilent();
    }
    return pods.publish();
  }

  private static Pods withTap() {
    Pods pods = new Pods().start(1);
    Tap tap = pods.closeLater(new Tap("first", "second"));
    pods.servers.get(0).setDispatcher(Answers.to(request -> new MockResponse.Builder().body(tap)));
    return pods;
  }

  private static void assertEnded(Pods pods, Outcome outcome) {
    Soon.asserted(() -> assertThat(pods.outcomes()).isEqualTo(Map.of(outcome, 1L)));
    assertThat(pods.inFlight()).isZero();
  }

  @Test
  void cancelledWhileItConnectsItGoesToNoOtherPod() {
    Connections connections = new Connections();
    try (Pods pods = silent(2)) {
      OkHttpClient client =
          pods.client(PATIENT).connectTimeout(Duration.ZERO).eventListener(connections).build();
      Call call = Calls.of(client, Pods.URL);
      CompletableFuture<Response> answer = Calls.enqueue(call);
      Soon.until(() -> !connections.begun().isEmpty());
      call.cancel();

      assertThatThrownBy(answer::get)
          .hasCauseInstanceOf(IOException.class)
          .isNotInstanceOf(ServiceUnreachableException.class);
      assertThat(connections.begun()).hasSize(1);
      assertEnded(pods, Outcome.CANCELLED);
    }
  }

  @Test
  void outOfTimeWhileItConnectsItGoesToNoOtherPod() {
    Connections connections = new Connections();
    try (Pods pods = silent(2)) {
      OkHttpClient client =
          pods.client(PATIENT)
              .connectTimeout(Duration.ZERO)
              .callTimeout(SHORT)
              .eventListener(connections)
              .build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("timeout");
      assertThat(connections.begun()).hasSizeLessThanOrEqualTo(1);
      assertEnded(pods, Outcome.TIMEOUT);
    }
  }

  /** OkHttp lets the InterruptedException through as it is, though it declares none. */
  @Test
  void interruptedWhileItConnectsItGoesToNoOtherPod() throws InterruptedException {
    Connections connections = new Connections();
    try (Pods pods = silent(2)) {
      OkHttpClient client =
          pods.client(PATIENT).connectTimeout(Duration.ZERO).eventListener(connections).build();
      CompletableFuture<String> answer = new CompletableFuture<>();
      Thread caller = Calls.inThread(() -> Calls.get(client, Pods.URL), answer);
      Soon.until(() -> !connections.begun().isEmpty());
      caller.interrupt();

      assertThatThrownBy(answer::get).hasCauseInstanceOf(InterruptedException.class);
      caller.join();
      assertThat(connections.begun()).hasSize(1);
      assertEnded(pods, Outcome.CANCELLED);
    }
  }

  @Test
  void cancelledWhileItReadsTheBodyItCountsForNobody() throws IOException {
    try (Pods pods = withTap()) {
      Call call = Calls.of(pods.client().build(), Pods.URL);
      try (Response response = call.execute()) {
        BufferedSource body = response.body().source();
        assertThat(body.readUtf8(5)).isEqualTo("first");
        assertThat(pods.inFlight()).isEqualTo(1);
        call.cancel();

        assertThatThrownBy(body::readUtf8).isInstanceOf(IOException.class);
      }
      assertEnded(pods, Outcome.CANCELLED);
    }
  }

  @Test
  void outOfTimeWhileItReadsTheBodyItCountsAsATimeout() {
    try (Pods pods = withTap()) {
      OkHttpClient client = pods.client().callTimeout(SHORT).build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("timeout");
      assertEnded(pods, Outcome.TIMEOUT);
    }
  }

  @Test
  void cancelledBeforeItBeginsItGoesNowhere() {
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      Call call = Calls.of(pods.client().eventListener(connections).build(), Pods.URL);
      call.cancel();

      assertThatThrownBy(call::execute).isInstanceOf(IOException.class).hasMessage("Canceled");
      assertThat(connections.begun()).isEmpty();
      assertThat(pods.inFlight()).isZero();
    }
  }
}
