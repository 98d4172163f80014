package dev.fairlead.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.KubernetesApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenesTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void everySceneIsAsExpected() throws Exception {
    int differences;
    try (EmbeddedShop shop = new EmbeddedShop()) {
      differences = play(shop);
    }

    assertThat(shown())
        .contains("node node-2 has no ready endpoint (4 ready elsewhere)")
        .containsPattern("orders-0:\\d+ > payments-1:\\d+ +30 requests")
        .containsPattern("payments-1:\\d+ > orders-0:\\d+ +30 requests")
        .containsPattern(
            "orders-1 answers errors: 120 calls, 0 failed;.*SERVER_FAILURE=\\d.*it was (ejected|probing)")
        .containsPattern(
            "orders-1 takes no requests: 120 calls, 0 failed;.*CONNECT_FAILURE=\\d.*it was (ejected|probing)")
        .contains("orders-1 answers again: one call has shown it")
        .containsPattern("10.000 endpoints were picked, each 200 times at least and 200 at most")
        .containsPattern("stopped \\d+.\\d s ago: [\\d.,]+ requests answered, 0 failed")
        .endsWith("All 10 scenes as expected.\n");
    assertThat(differences).isZero();
  }

  @Test
  void onAClusterThoseScenesArePlayedThatLeaveTheRestOfItAlone() throws Exception {
    int differences;
    try (Shop shop = new Elsewhere(new EmbeddedShop())) {
      differences = play(shop);
    }

    assertThat(shown())
        .contains("(6) ", "(8) ", "(7), (9) and (10) are not played on a cluster: ")
        .doesNotContain("\n(7) orders", "\n(9) ", "\n(10) ")
        .endsWith("All 7 scenes as expected.\n");
    assertThat(differences).isZero();
  }

  private int play(Shop shop) throws IOException, InterruptedException {
    return Scenes.play(shop, new PrintStream(screen, true, StandardCharsets.UTF_8));
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  /** A shop of which no more is known than that it is one. */
  private record Elsewhere(Shop shop) implements Shop {
    @Override
    public KubernetesApi api() {
      return shop.api();
    }

    @Override
    public String namespace() {
      return shop.namespace();
    }

    @Override
    public List<String> nodes() {
      return shop.nodes();
    }

    @Override
    public void policy(String internalTrafficPolicy) {
      shop.policy(internalTrafficPolicy);
    }

    @Override
    public RunningPod run(String name, String node) {
      return shop.run(name, node);
    }

    @Override
    public void evict(RunningPod pod) {
      shop.evict(pod);
    }

    @Override
    public void takeLabelOff(RunningPod pod) {
      shop.takeLabelOff(pod);
    }

    @Override
    public void answerErrors(RunningPod pod) {
      shop.answerErrors(pod);
    }

    @Override
    public void breakConnections(RunningPod pod) {
      shop.breakConnections(pod);
    }

    @Override
    public void heal(RunningPod pod) {
      shop.heal(pod);
    }

    @Override
    public void close() {
      shop.close();
    }
  }
}
