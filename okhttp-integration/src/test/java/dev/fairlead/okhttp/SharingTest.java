package dev.fairlead.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.Soon;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Clients of one Fairlead share connections if they are made and kept alike. */
class SharingTest {

  private static int connections(Pods pods, OkHttpClient one, OkHttpClient other)
      throws IOException {
    Calls.answers(one, Pods.URL, 3);
    Calls.answers(other, Pods.URL, 3);
    return 1
        + Pods.requests(pods.servers.get(0)).stream()
            .mapToInt(request -> request.getConnectionIndex())
            .max()
            .orElseThrow();
  }

  @Test
  void twoClientsWithTheSameSettingsDo() throws IOException {
    try (Pods pods = new Pods().start(1)) {
      assertThat(connections(pods, pods.client().build(), pods.client().build())).isEqualTo(1);
      assertThat(pods.bindings().size()).isEqualTo(1);
    }
  }

  @Test
  void theyDoWhenOnlyTheirAttemptsDiffer() throws IOException {
    OkHttpSettings others =
        OkHttpSettings.DEFAULT
            .withMaxAttempts(1)
            .withConnectTimeout(Duration.ofSeconds(2))
            .withClassifier(response -> Outcome.SUCCESS);
    try (Pods pods = new Pods().start(1)) {
      assertThat(connections(pods, pods.client().build(), pods.client(others).build()))
          .isEqualTo(1);
    }
  }

  @Test
  void twoThatKeepConnectionsDifferentlyDoNot() throws IOException {
    OkHttpSettings others = OkHttpSettings.DEFAULT.withIdleConnections(7, Duration.ofSeconds(7));
    try (Pods pods = new Pods().start(1)) {
      assertThat(connections(pods, pods.client().build(), pods.client(others).build()))
          .isEqualTo(2);
      assertThat(pods.bindings().size()).isEqualTo(2);
    }
  }

  /** A redirect would be followed to what the other one looked up. */
  @Test
  void twoThatLookUpHostsDifferentlyDoNot() throws IOException {
    Dns other = host -> List.of();
    try (Pods pods = new Pods().start(1)) {
      assertThat(connections(pods, pods.client().build(), pods.client().dns(other).build()))
          .isEqualTo(2);
    }
  }

  @Test
  void twoThatTrustDifferentlyDoNot() throws IOException {
    Tls tls = new Tls("orders.shop");
    try (Pods pods = new Pods().start(1, tls)) {
      Calls.get(tls.trust(pods.client()).build(), "https://orders.shop/");
      Calls.get(tls.trust(pods.client()).build(), "https://orders.shop/");
      assertThat(Pods.requests(pods.servers.get(0)))
          .extracting(request -> request.getConnectionIndex())
          .containsExactly(0, 1);
    }
  }

  @Test
  void idleOnesAreKeptForAsLongAsTheSettingsSay() throws IOException {
    Connections connections = new Connections();
    OkHttpSettings brief = OkHttpSettings.DEFAULT.withIdleConnections(1, Duration.ofSeconds(1));
    try (Pods pods = new Pods().start(1)) {
      Calls.get(pods.client(brief).eventListener(connections).build(), Pods.URL);
      assertThat(connections.all()).hasSize(1);

      Soon.asserted(() -> assertThat(connections.open()).isEmpty());
    }
  }
}
