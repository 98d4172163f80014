package dev.fairlead.samples.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OkHttpSampleTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private int run(String... args) {
    return OkHttpSample.run(new PrintStream(screen, true, StandardCharsets.UTF_8), args);
  }

  @Test
  void everyCallIsAnsweredThoughPodsAreReplacedMeanwhile() {
    int code = run("--requests", "100");

    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains("Three pods: 100 calls, 0 failed")
        .contains("One pod after the other is replaced: 100 calls, 0 failed")
        .containsPattern("pod orders-[0-2] at 127\\S+ of orders.shop:80 ")
        .containsPattern("pod orders-[3-6] at 127\\S+ of orders.shop:80 ");
    assertThat(code).isZero();
  }

  @Test
  void wrongUseIsSaid() {
    assertThat(run("--requests", "many")).isEqualTo(2);
  }
}
