package dev.fairlead.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairlead.api.KubernetesApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigCheckTest {
  private static final String GOOD =
      """
      current-context: lab
      contexts:
        - {name: lab, context: {cluster: one, user: me}}
        - {name: anonymous, context: {cluster: one}}
        - {name: half, context: {cluster: gone}}
        - {name: stranger, context: {cluster: one, user: nobody}}
      clusters:
        - {name: one, cluster: {server: "https://127.0.0.1:1"}}
      users:
        - {name: me, user: {token: t}}
      """;

  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("config"), text);
  }

  private void require(String text, @Nullable String context) throws IOException {
    KubeconfigCheck.require(new KubernetesApi.Kubeconfig(file(text), context));
  }

  private void assertRefused(String text, @Nullable String context, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> require(text, context))
        .withMessage(message.replace("FILE", directory.resolve("config").toString()));
  }

  @Test
  void whatIsCompleteIsTaken() {
    assertThatCode(() -> require(GOOD, null)).doesNotThrowAnyException();
    assertThatCode(() -> require(GOOD, "lab")).doesNotThrowAnyException();
    assertThatCode(() -> require(GOOD, "anonymous")).doesNotThrowAnyException();
  }

  @Test
  void anUnknownContextIsNotReplacedByTheCurrentOne() {
    assertRefused(
        GOOD,
        "prod",
        "The kubeconfig FILE does not have the context prod. Name one of: anonymous, half, lab,"
            + " stranger");
  }

  @Test
  void aClusterThatIsNotThereIsNotReplacedByAUsualAddress() {
    assertRefused(
        GOOD,
        "half",
        "The context half of the kubeconfig FILE needs the cluster gone with its server, which the"
            + " file does not have. Correct the file, or name another context");
  }

  @Test
  void aUserThatIsNotThereIsNotTakenForNoUser() {
    assertRefused(
        GOOD,
        "stranger",
        "The context stranger of the kubeconfig FILE needs the user nobody, which the file does not"
            + " have. Correct the file, or name another context");
  }

  @Test
  void withoutACurrentContextThoseThatAreThereAreListed() {
    assertRefused(
        GOOD.replace("current-context: lab", "kind: Config"),
        null,
        "The kubeconfig FILE has no current context. Name one of: anonymous, half, lab, stranger");
    assertRefused("kind: Config", "lab", "The kubeconfig FILE has no contexts. Name another file");
  }

  @Test
  void aFileThatHoldsSomethingElseIsSaidToOnOneLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> require("contexts: [", null))
        .withMessageStartingWith("Cannot read the kubeconfig " + directory)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    assertRefused("", null, "The kubeconfig FILE is empty");
  }
}
