package dev.fairlead.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScenesTest {

  @Test
  void everySceneIsAsExpected() throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();

    int differences;
    try (Shop shop = new EmbeddedShop()) {
      differences = Scenes.play(shop, new PrintStream(screen, true, StandardCharsets.UTF_8));
    }

    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains("(6)")
        .contains("node node-2 has no ready endpoint (4 ready elsewhere)")
        .endsWith("All six scenes as expected.\n");
    assertThat(differences).isZero();
  }
}
