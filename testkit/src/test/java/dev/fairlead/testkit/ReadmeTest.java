package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/fairlead/testkit");

  @Test
  void theReadmeShowsTheExampleThatRuns() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/dev/fairlead/testkit/CheckoutTest.java"));
    String example = source.substring(source.indexOf("@ExtendWith"));
    assertThat(readme()).contains("```java\n" + example + "```\n");
  }

  @Test
  void whatTheReadmeCallsExists() throws Exception {
    StringBuilder sources = new StringBuilder();
    for (String type :
        List.of(
            "FakeKubernetes",
            "FakeKubernetesBuilder",
            "Faults",
            "EchoPod",
            "SliceEndpoint",
            "ServiceBuilder",
            "FakeKubernetesExtension")) {
      sources.append(Files.readString(SOURCES.resolve(type + ".java")));
    }
    Matcher calls = Pattern.compile("`(?:[\\w()]+\\.)*(\\w+)\\([^`]*\\)`").matcher(readme());
    int count = 0;
    while (calls.find()) {
      assertThat(sources).contains(" " + calls.group(1) + "(");
      count++;
    }
    assertThat(count).isGreaterThan(15);
  }

  private static String readme() throws Exception {
    return Files.readString(Path.of("README.md"));
  }
}
