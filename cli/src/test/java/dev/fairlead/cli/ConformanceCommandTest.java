package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceCommandTest {
  private static final String VECTOR =
      """
      {"name": "%s", "port": 80, "expect": {"endpoints": [], "reason": "%s"},
       "input": {"service": null, "endpointSlices": [], "node": {}}}
      """;

  @TempDir Path directory;

  private static String file(String... vectors) {
    return "{\"schema\": \"endpoint-selection/v1\", \"vectors\": ["
        + String.join(",", vectors)
        + "]}";
  }

  private static void assertWrong(Result result, String message) {
    assertThat(result.err()).isEqualTo(message);
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void passedAndFailedAreCountedOverAllFiles() {
    String right = VECTOR.formatted("right", "SERVICE_NOT_FOUND");
    String wrong = VECTOR.formatted("wrong", "NO_ENDPOINTS");
    String one = Cli.write(directory, "one.json", file(right));
    String two = Cli.write(directory, "two.json", file(right, wrong));

    Result result = Cli.run("conformance", one, two);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .isEqualTo(
            """
            FAIL wrong
              expected  NO_ENDPOINTS
              actual    SERVICE_NOT_FOUND
            2 passed, 1 failed
            """);
    assertThat(Cli.run("conformance", one)).isEqualTo(new Result(0, "1 passed, 0 failed\n", ""));
  }

  @Test
  void aFileThatIsNotThere() {
    assertWrong(
        Cli.run("conformance", "missing.json"), "missing.json: no such file. Check the path\n");
    assertWrong(
        Cli.run("conformance", directory.toString()), directory + ": not a file. Check the path\n");
  }

  @Test
  void aFileThatIsNoJsonIsShownWithItsLine() {
    String file = Cli.write(directory, "cases.json", "{\n  \"schema\": oops\n}");

    assertWrong(
        Cli.run("conformance", file),
        file
            + ":2: cannot be read as JSON (Unrecognized token 'oops': was expecting (JSON String,"
            + " Number, Array, Object or token 'null', 'true' or 'false'))\n");
  }

  @Test
  void aFileOfAnotherFormatNamesTheSchema() {
    String file = Cli.write(directory, "cases.json", "{\"schema\": \"v0\"}");

    assertWrong(
        Cli.run("conformance", file),
        file + ": No conformance file: the field schema is 'v0', not 'endpoint-selection/v1'\n");
  }

  @Test
  void aWrongFileLeavesNoHalfOfAnAnswer() {
    String right = Cli.write(directory, "right.json", file(VECTOR.formatted("r", "NO_ENDPOINTS")));
    String wrong = Cli.write(directory, "wrong.json", file("{\"name\": \"bare\"}"));

    assertWrong(
        Cli.run("conformance", right, wrong),
        wrong + ": Vector 'bare': the field input is missing\n");
  }

  @Test
  void unknownFieldsOfAFileAreTolerated() {
    String vector = VECTOR.formatted("right", "SERVICE_NOT_FOUND");
    String more = vector.replace("\"port\"", "\"colour\": {\"of\": \"it\"}, \"port\"");
    String file = Cli.write(directory, "cases.json", file(more).replaceFirst("\\{", "{\"x\": 1, "));

    assertThat(Cli.run("conformance", file)).isEqualTo(new Result(0, "1 passed, 0 failed\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"input", "service", "endpointSlices", "port", "expect", "endpoints"})
  void aFieldThatIsMissingIsNamedWithItsCase(String field) {
    String vector = VECTOR.formatted("lacking", "NO_ENDPOINTS");
    String file =
        Cli.write(
            directory, "cases.json", file(vector.replace("\"" + field + "\"", "\"another\"")));

    assertWrong(
        Cli.run("conformance", file),
        file + ": Vector 'lacking': the field " + field + " is missing\n");
  }

  @Test
  void aFileWithoutCasesProvesNothing() {
    String file = Cli.write(directory, "none.json", file());

    assertWrong(
        Cli.run("conformance", file),
        file + ": the list vectors is empty. Give a file with cases\n");
  }
}
