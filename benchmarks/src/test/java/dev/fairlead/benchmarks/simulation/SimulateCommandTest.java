package dev.fairlead.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void jsonHasEveryFieldAndNullForWhatDoesNotApply() throws IOException {
    assertThat(run("--scenario", "S3/3", "--policy", "jsq", "--seed", "5", "-o", "json")).isZero();
    JsonNode root = new ObjectMapper().readTree(out.toByteArray());
    assertThat(root.path("seed").asLong()).isEqualTo(5);
    JsonNode result = root.path("results").path(0);
    List<String> fields = new ArrayList<>();
    result.fieldNames().forEachRemaining(fields::add);
    assertThat(fields)
        .containsExactly(
            "scenario",
            "policy",
            "p50",
            "p99",
            "p999",
            "errorPercent",
            "maxMeanShare",
            "crossZonePercent",
            "badServerSharePercent",
            "recoverySeconds");
    assertThat(result.path("scenario").asText()).isEqualTo("S3/3");
    // The server that fails at once has the shortest queue: most of what one of three gets.
    assertThat(result.path("errorPercent").asDouble()).isBetween(50.0, 90.0);
    assertThat(result.path("crossZonePercent").isNull()).isTrue();
  }

  @Test
  void aChartIsSvg() {
    System.setProperty("java.awt.headless", "true");
    assertThat(run("--scenario", "S3/3", "--policy", "random,p2c", "-o", "svg")).isZero();
    int ofTwo = out.size();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("<svg").endsWith("</svg>\n");
    out.reset();
    assertThat(run("--scenario", "S3/3", "--policy", "random", "-o", "svg")).isZero();
    assertThat(out.size()).isLessThan(ofTwo);
  }

  @ParameterizedTest
  @CsvSource({
    "--policy, worst, p2c",
    "--scenario, S99, S15",
    "--output, xml, svg",
    "--measure, p42, p99",
    "--seed, x, x"
  })
  void aValueThatIsNotAllowedIsNamedWithThoseThatAre(String option, String value, String allowed) {
    assertThat(run(option, value)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(value).contains(allowed);
  }

  @Test
  void seedsAreNumbersAndRanges() {
    assertThat(run("gates", "--seeds", "1-")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("'1-'");
    assertThat(new Choices.Seeds().convert("3-5").seeds()).containsExactly(3L, 4L, 5L);
    assertThat(new Choices.Seeds().convert("-7").seeds()).containsExactly(-7L);
  }

  @Test
  void aGateIsPrintedWithFigureAndLimit() {
    assertThat(run("gates", "--seeds", "1", "--gate", "S12")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("ok").contains("limit");
  }

  private int run(String... args) {
    return SimulateCommand.run(args, new PrintStream(out, true), new PrintStream(err, true));
  }
}
