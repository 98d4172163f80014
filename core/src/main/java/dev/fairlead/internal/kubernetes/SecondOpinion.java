package dev.fairlead.internal.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks over HTTP/1.1 whether the credentials are accepted. An API server that does not accept them
 * answers 401 and ends the connection; over HTTP/2 the JDK's client reports the end, and not the
 * answer.
 */
final class SecondOpinion {
  private static final int PATIENCE_MILLIS = 5_000;

  private final Config config;
  private final URL question;

  /**
   * @param question anything the API server answers to whoever it knows
   */
  SecondOpinion(Config config, URL question) {
    this.config = new ConfigBuilder(config).withHttp2Disable(true).build();
    this.question = question;
  }

  /** Whether a server ended the connection of its own will. */
  static boolean isWanted(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("GOAWAY")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells the status of the answer, once, on any thread; 0 when there is none. Never throws.
   *
   * <p>The client is closed after the answer: before it, its connection would stay (JDK 17).
   */
  void ask(IntConsumer told) {
    try {
      HttpClient client = HttpClientUtils.getHttpClientFactory().newBuilder(config).build();
      var unused =
          client
              .sendAsync(
                  client
                      .newHttpRequestBuilder()
                      .url(question)
                      .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                      .build(),
                  String.class)
              .whenComplete(
                  (answer, failure) -> {
                    told.accept(answer == null ? 0 : answer.code());
                    client.close();
                  });
    } catch (RuntimeException e) { // credentials that cannot be had, too many open files
      told.accept(0);
    }
  }
}
