package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FakeKubernetes;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What an API server says that has ended an HTTP/2 connection. */
class SecondOpinionTest {

  private static int status(FakeKubernetes api, String token) throws Exception {
    String address = api.uri().toString();
    Config config =
        new ConfigBuilder(Config.empty()).withMasterUrl(address).withOauthToken(token).build();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    URL question = api.uri().resolve("/version").toURL();
    new SecondOpinion(config, question).ask(status::complete);
    return status.join();
  }

  @Test
  void credentialsAreAcceptedOrNot() throws Exception {
    try (FakeKubernetes api = FakeKubernetes.builder().bearerToken("good").start()) {
      assertThat(status(api, "good")).isEqualTo(200);
      assertThat(status(api, "old")).isEqualTo(401);
      api.stop();
      assertThat(status(api, "old")).as("nobody there").isZero();
    }
  }

  @Test
  void onlyAnEndThatTheServerWantedIsAskedAbout() {
    assertThat(SecondOpinion.isWanted(new CompletionException(new IOException("GOAWAY received"))))
        .isTrue();
    assertThat(SecondOpinion.isWanted(new IOException("Connection reset"))).isFalse();
    assertThat(SecondOpinion.isWanted(null)).isFalse();
  }
}
