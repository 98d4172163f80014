package dev.fairlead.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** What becomes of requests and responses, settings included; nothing of it knows pods. */
class RequestFactoryTest {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private RestClient client(HttpClientSettings settings) {
    return RestClient.builder()
        .baseUrl(server.url("/").toString())
        .requestFactory(new OkHttpRequestFactoryBuilder(new OkHttpClient()).build(settings))
        .build();
  }

  private RestClient client() {
    return client(HttpClientSettings.defaults());
  }

  private void answer(MockResponse.Builder response) {
    server.enqueue(response.build());
  }

  @Test
  void statusHeadersAndBodyArrive() {
    answer(
        new MockResponse.Builder()
            .code(404)
            .addHeader("X-A", "1")
            .addHeader("X-A", "2")
            .body("no"));

    ResponseEntity<String> response =
        client()
            .get()
            .uri("/missing")
            .exchange(
                (request, answer) ->
                    ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .body(new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8)));

    assertThat(response.getStatusCode().value()).isEqualTo(404);
    assertThat(response.getHeaders().get("x-a")).containsExactly("1", "2");
    assertThat(response.getBody()).isEqualTo("no");
  }

  @Test
  void aBodyIsSentWithItsLengthAndType() throws Exception {
    answer(new MockResponse.Builder());

    client()
        .post()
        .uri("/orders?a=b+c")
        .header("X-Tag", "one", "two")
        .header("Cookie", "a=1", "b=2")
        .contentType(MediaType.TEXT_PLAIN)
        .body("tea")
        .retrieve()
        .toBodilessEntity();

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/orders?a=b+c");
    assertThat(request.getBody()).extracting(ByteString::utf8).isEqualTo("tea");
    assertThat(request.getHeaders().get("Content-Length")).isEqualTo("3");
    assertThat(request.getHeaders().values("Content-Type")).containsExactly("text/plain");
    assertThat(request.getHeaders().values("X-Tag")).containsExactly("one", "two");
    assertThat(request.getHeaders().values("Cookie")).containsExactly("a=1; b=2");
  }

  @Test
  void aBodyOfUnknownLengthIsStreamed() throws Exception {
    answer(new MockResponse.Builder());
    byte[] large = new byte[1_000_000];

    client()
        .put()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new InputStreamResource(new ByteArrayInputStream(large)))
        .retrieve()
        .toBodilessEntity();

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(request.getBodySize()).isEqualTo(large.length);
  }

  @Test
  void methodsThatNeedABodyGetAnEmptyOne() throws Exception {
    answer(new MockResponse.Builder());

    client().method(HttpMethod.PATCH).retrieve().toBodilessEntity();

    assertThat(server.takeRequest().getHeaders().get("Content-Length")).isEqualTo("0");
  }

  @Test
  void aRequestThatOkHttpCannotSendIsToldSo() {
    assertThatThrownBy(
            () -> client().method(HttpMethod.GET).body("tea").retrieve().toBodilessEntity())
        .hasStackTraceContaining("method GET must not have a request body");
  }

  @Test
  void theReadTimeoutOfTheSettingsHolds() {
    answer(new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES));

    assertThatThrownBy(
            () ->
                client(HttpClientSettings.defaults().withReadTimeout(Duration.ofMillis(50)))
                    .get()
                    .retrieve()
                    .toBodilessEntity())
        .hasCauseInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void withoutSettingsThereIsNoReadTimeout() {
    OkHttpRequestFactoryBuilder builder = new OkHttpRequestFactoryBuilder(new OkHttpClient());

    assertThat(builder.build(HttpClientSettings.defaults()).calls())
        .isInstanceOfSatisfying(
            OkHttpClient.class, client -> assertThat(client.readTimeoutMillis()).isZero());
  }

  @Test
  void redirectsAreFollowedUnlessTheSettingsSayOtherwise() {
    HttpClientSettings stay =
        HttpClientSettings.defaults().withRedirects(HttpRedirects.DONT_FOLLOW);
    answer(new MockResponse.Builder().code(302).addHeader("Location", "/there"));
    answer(new MockResponse.Builder().body("there"));
    answer(new MockResponse.Builder().code(302).addHeader("Location", "/there"));

    assertThat(client().get().retrieve().body(String.class)).isEqualTo("there");
    assertThat(client(stay).get().retrieve().toBodilessEntity().getStatusCode().value())
        .isEqualTo(302);
  }

  @Test
  void nothingIsSentToAnAddressThatTheFilterRefuses() {
    InetAddressFilter external = InetAddressFilter.externalAddresses();

    assertThatThrownBy(
            () ->
                client(HttpClientSettings.defaults().withInetAddressFilter(external))
                    .get()
                    .retrieve()
                    .toBodilessEntity())
        .hasRootCauseInstanceOf(UnknownHostException.class)
        .hasStackTraceContaining("The InetAddressFilter refuses");
    assertThat(server.getRequestCount()).isZero();
  }
}
