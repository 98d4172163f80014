package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Outcome;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another pod is tried while nothing of the request was sent. */
class FailoverTest {
  private static final OkHttpSettings IMPATIENT =
      OkHttpSettings.DEFAULT.withConnectTimeout(Duration.ofMillis(50));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPodThatRefusesIsGoneRoundWhetherOkHttpMayRepeatOrNot(boolean mayRepeat) throws IOException {
    try (Pods pods = new Pods()) {
      pods.addClosed();
      pods.start(1);
      OkHttpClient client = pods.client().retryOnConnectionFailure(mayRepeat).build();

      assertThat(Calls.answers(client, Pods.URL, 20)).isEqualTo(Map.of("orders-1", 20));
      Map<Outcome, Long> outcomes = pods.outcomes();
      assertThat(outcomes).containsOnlyKeys(Outcome.SUCCESS, Outcome.CONNECT_FAILURE);
      assertThat(outcomes).containsEntry(Outcome.SUCCESS, 20L);
      assertThat(outcomes.get(Outcome.CONNECT_FAILURE)).isPositive();
      assertThat(pods.fairlead.loadBalancer(Pods.ORDERS).totals().retries())
          .isEqualTo(outcomes.get(Outcome.CONNECT_FAILURE));
      assertThat(pods.inFlight()).isZero();
    }
  }

  /** The client alone would wait for ten seconds: it never comes to its own limit. */
  @Test
  void aPodThatDoesNotAnswerIsGivenUpSoonWhileThereIsAnother() throws IOException {
    Connections connections = new Connections();
    try (Pods pods = new Pods()) {
      pods.addSilent();
      pods.start(1);
      OkHttpClient client =
          pods.client()
              .connectTimeout(Duration.ZERO)
              .callTimeout(Duration.ofSeconds(60))
              .eventListener(connections)
              .build();

      assertThat(Calls.answers(client, Pods.URL, 4)).isEqualTo(Map.of("orders-1", 4));
      assertThat(pods.outcomes()).containsKey(Outcome.CONNECT_FAILURE);
    }
  }

  @Test
  void theLastPodHasAllTheTimeOfTheClient() throws IOException {
    try (Pods pods = new Pods()) {
      pods.addSilent();
      pods.publish();
      OkHttpClient client = pods.client(IMPATIENT).connectTimeout(Duration.ofMillis(77)).build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .isInstanceOf(ServiceUnreachableException.class)
          .hasMessageContaining("no answer within 77 ms")
          .hasCauseInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void theClientsOwnLimitHoldsWhenItIsShorter() throws IOException {
    try (Pods pods = new Pods()) {
      pods.addSilent();
      pods.addSilent();
      pods.publish();
      OkHttpClient client = pods.client().connectTimeout(Duration.ofMillis(33)).build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .hasMessageMatching(".*(no answer within 33 ms.*){2}");
    }
  }

  @Test
  void thatOfTheSettingsHoldsForAllButTheLastWhenItIsShorter() throws IOException {
    try (Pods pods = new Pods()) {
      pods.addSilent();
      pods.addSilent();
      pods.publish();
      OkHttpClient client = pods.client(IMPATIENT).connectTimeout(Duration.ofMillis(77)).build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .hasMessageMatching(".*no answer within 50 ms.*no answer within 77 ms.*");
    }
  }

  /** A body that says how often it was written. */
  private static final class Body extends RequestBody {
    private final AtomicInteger written = new AtomicInteger();
    private final boolean duplex;

    Body(boolean duplex) {
      this.duplex = duplex;
    }

    @Override
    public MediaType contentType() {
      return MediaType.get("text/plain");
    }

    @Override
    public boolean isDuplex() {
      return duplex;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      written.incrementAndGet();
      sink.writeUtf8("hello");
      if (duplex) {
        sink.close();
      }
    }
  }

  private static void assertWrittenOnce(Pods pods, OkHttpClient client, boolean duplex)
      throws IOException {
    MockWebServer server = pods.servers.get(0);
    for (int i = 0; i < 6; i++) {
      Body body = new Body(duplex);
      Request request = new Request.Builder().url(Pods.URL).post(body).build();
      try (Response response = client.newCall(request).execute()) {
        assertThat(response.body().string()).isEqualTo("orders-1");
      }
      assertThat(body.written).hasValue(1);
      assertThat(Pods.requests(server))
          .singleElement()
          .extracting(one -> one.getBody())
          .isEqualTo(ByteString.encodeUtf8("hello"));
    }
    assertThat(pods.outcomes().get(Outcome.CONNECT_FAILURE)).isPositive();
  }

  @Test
  void aBodyThatCanBeWrittenOnceIsWrittenOnce() throws IOException {
    try (Pods pods = new Pods()) {
      pods.addClosed();
      pods.start(1);
      assertWrittenOnce(pods, pods.client().build(), false);
    }
  }

  @Test
  void soIsADuplexBody() throws IOException {
    List<Protocol> h2c = List.of(Protocol.H2_PRIOR_KNOWLEDGE);
    try (Pods pods = new Pods()) {
      pods.addClosed();
      pods.start(1, server -> server.setProtocols(h2c));
      assertWrittenOnce(pods, pods.client().protocols(h2c).build(), true);
    }
  }

  @Test
  void whatWasSentIsNotSentAgain() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      pods.servers.forEach(
          server ->
              server.setDispatcher(
                  Answers.to(
                      request ->
                          new MockResponse.Builder()
                              .onResponseStart(new SocketEffect.CloseSocket()))));
      OkHttpClient client = pods.client().retryOnConnectionFailure(false).build();

      assertThatThrownBy(() -> Calls.get(client, Pods.URL))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(ServiceUnreachableException.class);
      assertThat(Pods.requests(pods.servers.get(0)).size())
          .isNotEqualTo(Pods.requests(pods.servers.get(1)).size());
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.SERVER_FAILURE, 1L));
    }
  }
}
