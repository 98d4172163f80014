package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the README that need no cluster print what it says. */
class ReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```\\n\\$ java -jar cli/target/fairlead\\.jar ([^\\n]*)\\n(.*?)```", Pattern.DOTALL);

  private static boolean runsAnywhere(String command) {
    return !command.contains("--kubeconfig") && !command.contains(">");
  }

  /** The README is written for the root of the project, and tests run in the module. */
  private static String[] arguments(String command) {
    return command
        .replace("cli/src/", "src/")
        .replace(
            "endpoint-selection.json",
            "../core/src/test/resources/conformance/endpoint-selection.json")
        .split(" ");
  }

  @Test
  void eachExamplePrintsWhatIsWrittenUnderIt() throws IOException {
    List<MatchResult> examples =
        EXAMPLE.matcher(Files.readString(Path.of("README.md"))).results().toList();
    List<MatchResult> own = examples.stream().filter(e -> runsAnywhere(e.group(1))).toList();

    assertThat(own).hasSize(5);
    for (MatchResult example : own) {
      assertThat(Cli.run(arguments(example.group(1))).out())
          .as(example.group(1))
          .isEqualTo(example.group(2));
    }
  }

  @Test
  void everyCommandHasAnExample() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    for (String command : List.of("explain", "watch", "doctor", "rbac", "conformance")) {
      assertThat(readme).contains("$ java -jar cli/target/fairlead.jar " + command + " ");
    }
  }
}
