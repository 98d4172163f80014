package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import dev.fairlead.spi.BalancingPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Who makes a call again goes elsewhere; what OkHttp makes again stays at the pod. */
class RepeatTest {
  private static final List<Protocol> H2C = List.of(Protocol.H2_PRIOR_KNOWLEDGE);

  /** A user's interceptor that has a second try when the first was answered with 503. */
  private static final Interceptor ONCE_MORE =
      chain -> {
        Response first = chain.proceed(chain.request());
        if (first.code() != 503) {
          return first;
        }
        first.close();
        return chain.proceed(chain.request());
      };

  private static OkHttpClient.Builder installed(Pods pods, Interceptor above) {
    return FairleadOkHttp.install(Calls.patient().addInterceptor(above), pods.fairlead);
  }

  /** The first pod answers 503, the second one well; the connections to both are kept. */
  private static void assertSecondTryGoesElsewhere(
      Pods pods, UnaryOperator<OkHttpClient.Builder> settings) throws IOException {
    OkHttpClient client = settings.apply(installed(pods, ONCE_MORE)).build();
    Calls.answers(client, Pods.URL, 2);
    pods.servers.get(0).setDispatcher(Answers.status(503));
    Map<Outcome, Long> before = pods.outcomes();

    assertThat(Calls.answers(client, Pods.URL, 10)).isEqualTo(Map.of("orders-1", 10));
    assertThat(before).isEqualTo(Map.of(Outcome.SUCCESS, 2L));
    assertThat(pods.outcomes())
        .containsEntry(Outcome.SUCCESS, 12L)
        .hasEntrySatisfying(Outcome.SERVER_FAILURE, count -> assertThat(count).isPositive());
    assertThat(pods.inFlight()).isZero();
  }

  /** By chance it would be the same pod every other time. */
  @Test
  void aSecondTryAvoidsThePodOfTheFirst() throws IOException {
    try (Pods pods = new Pods(settings -> settings.policy(BalancingPolicy.random())).start(2)) {
      pods.servers.get(0).setDispatcher(Answers.status(503));
      assertThat(Calls.answers(installed(pods, ONCE_MORE).build(), Pods.URL, 40))
          .isEqualTo(Map.of("orders-1", 40));
    }
  }

  @Test
  void aSecondTryWithinACallGoesToAnotherPod() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      assertSecondTryGoesElsewhere(pods, client -> client);
    }
  }

  @Test
  void soDoesOneOverHttp2() throws IOException {
    try (Pods pods = new Pods().start(2, server -> server.setProtocols(H2C))) {
      assertSecondTryGoesElsewhere(pods, client -> client.protocols(H2C));
    }
  }

  @Test
  void theTagThenShowsTheSecondPod() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      pods.servers.get(0).setDispatcher(Answers.status(503));
      OkHttpClient client = installed(pods, ONCE_MORE).build();
      for (int i = 0; i < 2; i++) {
        okhttp3.Call call = Calls.of(client, Pods.URL);
        Calls.bodyOf(call);
        assertThat(SelectedEndpoint.of(call)).asString().startsWith("pod orders-1 at 127.0.7.2:");
      }
    }
  }

  /** 503 with Retry-After: 0 asks for it, of the one who said so. */
  @Test
  void whatOkHttpMakesAgainStaysAtThePod() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      pods.servers.forEach(
          server ->
              server.setDispatcher(
                  Answers.to(
                      request ->
                          new MockResponse.Builder().code(503).addHeader("Retry-After", "0"))));
      Calls.get(pods.client().build(), Pods.URL);

      assertThat(pods.servers)
          .extracting(server -> Pods.requests(server).size())
          .containsExactlyInAnyOrder(0, 2);
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.SERVER_FAILURE, 1L));
    }
  }

  @Test
  void soDoesWhatAnAuthenticatorAnswers() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      pods.servers.forEach(
          server ->
              server.setDispatcher(
                  Answers.to(
                      request ->
                          new MockResponse.Builder()
                              .code(request.getHeaders().get("Authorization") == null ? 401 : 200)
                              .body("in"))));
      OkHttpClient client =
          pods.client()
              .authenticator(
                  (route, response) ->
                      response
                          .request()
                          .newBuilder()
                          .header("Authorization", Credentials.basic("user", "password"))
                          .build())
              .build();

      assertThat(Calls.get(client, Pods.URL)).isEqualTo("in");
      assertThat(pods.servers)
          .extracting(server -> Pods.requests(server).size())
          .containsExactlyInAnyOrder(0, 2);
      assertThat(pods.outcomes()).isEqualTo(Map.of(Outcome.SUCCESS, 1L));
    }
  }

  /** Their connection is kept all the same: one each. */
  @Test
  void callsOneAfterAnotherKeepTheirConnections() throws IOException {
    try (Pods pods = new Pods().start(2)) {
      OkHttpClient client = installed(pods, ONCE_MORE).build();
      Calls.answers(client, Pods.URL, 6);

      pods.servers.forEach(
          server ->
              assertThat(Pods.requests(server))
                  .hasSize(3)
                  .extracting(RecordedRequest::getConnectionIndex)
                  .containsOnly(0));
    }
  }
}
