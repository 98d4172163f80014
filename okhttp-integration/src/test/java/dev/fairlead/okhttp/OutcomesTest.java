package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Outcome;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Cache;
import okhttp3.CacheControl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each attempt is counted once, with what it says of its pod, when the answer is over. */
class OutcomesTest {

  private static Pods answering(Dispatcher answers) {
    return new Pods().start(1, server -> server.setDispatcher(answers));
  }

  private static void assertEnded(Pods pods, Outcome outcome) {
    assertThat(pods.outcomes()).isEqualTo(Map.of(outcome, 1L));
    assertThat(pods.inFlight()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "200, SUCCESS",
    "204, SUCCESS",
    "404, SUCCESS",
    "429, RATE_LIMITED",
    "500, SERVER_FAILURE",
    "501, SUCCESS",
    "503, SERVER_FAILURE",
    "599, SERVER_FAILURE"
  })
  void theStatusSaysIt(int status, Outcome outcome) throws IOException {
    Dispatcher answers =
        status == 204
            ? Answers.to(request -> new MockResponse.Builder().code(204))
            : Answers.status(status);
    try (Pods pods = answering(answers)) {
      Calls.get(pods.client().build(), Pods.URL);
      assertEnded(pods, outcome);
    }
  }

  @Test
  void theUsersClassifierSaysItInstead() throws IOException {
    ResponseClassifier users =
        response -> response.code() == 404 ? Outcome.SERVER_FAILURE : Outcome.SUCCESS;
    try (Pods pods = answering(Answers.status(404))) {
      Calls.get(pods.client(OkHttpSettings.DEFAULT.withClassifier(users)).build(), Pods.URL);
      assertEnded(pods, Outcome.SERVER_FAILURE);
    }
  }

  @Test
  void aClassifierThatFailsFailsTheCallAndLeavesNothingOpen() throws IOException {
    ResponseClassifier broken =
        response -> {
          throw new IllegalArgumentException("broken");
        };
    Connections connections = new Connections();
    try (Pods pods = new Pods().start(1)) {
      OkHttpClient client =
          pods.client(OkHttpSettings.DEFAULT.withClassifier(broken))
              .eventListener(connections)
              .build();

      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> Calls.get(client, Pods.URL)).hasMessage("broken");
      }
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.CANCELLED, 3L));
      assertThat(pods.inFlight()).isZero();
      assertThat(connections.open()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void aBodyThatIsNotReadCountsUntilItIsClosed() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      Response response = Calls.of(pods.client().build(), Pods.URL).execute();
      assertThat(pods.inFlight()).isEqualTo(1);
      assertThat(pods.outcomes()).isEmpty();

      response.close();
      assertEnded(pods, Outcome.SUCCESS);
    }
  }

  @Test
  void anAnswerToHeadIsOverWithItsHeaders() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      assertOverWithItsHeaders(pods, new Request.Builder().url(Pods.URL).head().build());
    }
  }

  @Test
  void soIsOneWithoutContent() throws IOException {
    try (Pods pods = answering(Answers.to(request -> new MockResponse.Builder().code(204)))) {
      assertOverWithItsHeaders(pods, new Request.Builder().url(Pods.URL).build());
    }
  }

  /** What the user's interceptors then do takes its time. */
  private static void assertOverWithItsHeaders(Pods pods, Request request) throws IOException {
    AtomicBoolean seen = new AtomicBoolean();
    Interceptor user =
        chain -> {
          Response response = chain.proceed(chain.request());
          assertEnded(pods, Outcome.SUCCESS);
          seen.set(true);
          return response;
        };
    OkHttpClient.Builder builder = Calls.patient().addInterceptor(user);
    FairleadOkHttp.install(builder, pods.fairlead).build().newCall(request).execute().close();
    assertThat(seen).isTrue();
  }

  @Test
  void aBodyThatBreaksOffIsAFailure() {
    Dispatcher answers =
        Answers.to(
            request ->
                new MockResponse.Builder()
                    .body("x".repeat(100_000))
                    .onResponseBody(new SocketEffect.CloseSocket()));
    try (Pods pods = answering(answers)) {
      assertThatThrownBy(() -> Calls.get(pods.client().build(), Pods.URL))
          .isInstanceOf(IOException.class);
      assertEnded(pods, Outcome.SERVER_FAILURE);
    }
  }

  @Test
  void noAnswerInTimeIsATimeoutAndIsNotAskedForElsewhere() {
    Dispatcher stalling =
        Answers.to(
            request -> new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
    try (Pods pods = new Pods().start(2, server -> server.setDispatcher(stalling))) {
      OkHttpClient client = pods.client().readTimeout(Duration.ofMillis(100)).build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .isInstanceOf(SocketTimeoutException.class);
      assertEnded(pods, Outcome.TIMEOUT);
    }
  }

  @Test
  void noRestOfTheBodyInTimeIsOneToo() {
    try (Pods pods = new Pods().start(1)) {
      Tap tap = pods.closeLater(new Tap("first", "second"));
      pods.servers
          .get(0)
          .setDispatcher(Answers.to(request -> new MockResponse.Builder().body(tap)));
      OkHttpClient client = pods.client().readTimeout(Duration.ofMillis(300)).build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .isInstanceOf(SocketTimeoutException.class);
      assertEnded(pods, Outcome.TIMEOUT);
    }
  }

  @Test
  void whatTheCacheAnswersSaysNothingOfThePod(@TempDir Path folder) throws IOException {
    Dispatcher answers =
        Answers.to(
            request ->
                new MockResponse.Builder().addHeader("Cache-Control", "max-age=600").body("kept"));
    try (Pods pods = answering(answers);
        Cache cache = new Cache(folder.toFile(), 1_000_000)) {
      OkHttpClient client = pods.client().cache(cache).build();
      assertThat(Calls.answers(client, Pods.URL, 2)).isEqualTo(Map.of("kept", 2));

      assertThat(Pods.requests(pods.servers.get(0))).hasSize(1);
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.SUCCESS, 1L, Outcome.CANCELLED, 1L));
      assertThat(pods.inFlight()).isZero();
    }
  }

  @Test
  void norDoesWhatTheCacheLacks() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      Request cached =
          new Request.Builder().url(Pods.URL).cacheControl(CacheControl.FORCE_CACHE).build();
      try (Response response = pods.client().build().newCall(cached).execute()) {
        assertThat(response.code()).isEqualTo(504);
      }
      assertEnded(pods, Outcome.CANCELLED);
    }
  }
}
