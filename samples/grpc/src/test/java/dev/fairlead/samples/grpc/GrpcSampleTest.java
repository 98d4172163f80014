package dev.fairlead.samples.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GrpcSampleTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  private int run(String... args) {
    return GrpcSample.run(new PrintStream(screen, true, StandardCharsets.UTF_8), args);
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyCallIsAnsweredThoughPodsAreReplacedMeanwhile() {
    int code = run("--calls", "200");

    assertThat(shown())
        .contains("Three pods: 200 calls, 0 failed")
        .contains("One pod after the other is replaced: 200 calls, 0 failed")
        .containsPattern("  127\\.0\\.9\\.[1-3]:\\d+ ")
        .containsPattern("  127\\.0\\.9\\.[4-7]:\\d+ ");
    assertThat(code).isZero();
  }

  @Test
  void aTargetThatIsNoneIsSaid() {
    assertThat(run("--calls", "1", "--target", "k8s:///shop/orders:grpc")).isEqualTo(2);
    assertThat(shown()).contains("write k8s:///orders.shop:grpc");
  }

  @Test
  void wrongUseIsSaid() {
    assertThat(run("--calls", "many")).isEqualTo(2);
  }
}
