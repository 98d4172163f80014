package dev.fairlead.cli;

import static dev.fairlead.cli.Cli.assertWrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.KubernetesApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cluster is asked, and how a wrong choice is refused. */
class ClusterOptionsTest {
  private static final Map<String, String> POD =
      Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "443");
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  @TempDir Path directory;

  @Test
  void inAPodItsOwnClusterIsTheDefault() {
    assertThat(new ClusterOptions().api(POD::get)).isEqualTo(new KubernetesApi.InCluster());
  }

  @Test
  void aNamedKubeconfigWinsOverThePod() {
    ClusterOptions options = new ClusterOptions();
    options.kubeconfig = Path.of("lab.yaml");
    options.context = "lab";

    assertThat(options.api(POD::get))
        .isEqualTo(new KubernetesApi.Kubeconfig(Path.of("lab.yaml"), "lab"));
  }

  @Test
  void aKubeconfigOfTheEnvironmentIsNotUsed() {
    String file = Kubeconfigs.write(directory, NOWHERE);

    assertThat(
            Cli.runIn(Map.of("KUBECONFIG", file, "HOME", directory.toString()), "explain", "orders")
                .err())
        .startsWith("Which cluster? ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain orders", "doctor"})
  void twoClustersAreOneTooMany(String command) {
    assertWrong(
        Cli.run((command + " --kubeconfig lab.yaml --in-cluster").split(" ")),
        "--kubeconfig and --in-cluster name two clusters: leave one of them out\n");
  }

  @Test
  void aContextNeedsItsKubeconfig() {
    assertWrong(
        Cli.run("explain", "orders", "--context", "lab"),
        "--context is one of a kubeconfig: add --kubeconfig FILE. No kubeconfig is used that is not"
            + " named\n");
  }

  @Test
  void filesAndAClusterContradictEachOther() {
    assertWrong(
        Cli.run("explain", "orders", "-f", "-", "--in-cluster"),
        "-f reads files, --kubeconfig, --context and --in-cluster ask a cluster: leave one of them"
            + " out\n");
  }

  @Test
  void inClusterOutsideAPodSaysWhatIsMissing() {
    assertWrong(
        Cli.run("explain", "orders", "--in-cluster"),
        "--in-cluster: this is no pod, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not"
            + " both set. Run it in a pod, or name a cluster with --kubeconfig FILE\n");
  }

  @Test
  void aKubeconfigThatIsNoFile() {
    assertWrong(
        Cli.run("doctor", "--kubeconfig", "missing.yaml"),
        "--kubeconfig missing.yaml: no such file. Check the path\n");
    assertWrong(
        Cli.run("doctor", "--kubeconfig", directory.toString()),
        "--kubeconfig " + directory + ": not a file. Check the path\n");
  }

  @Test
  void aContextThatIsNotThereListsThoseThatAre() {
    String file = Kubeconfigs.write(directory, NOWHERE);

    assertWrong(
        Cli.run("explain", "orders", "--kubeconfig", file, "--context", "prod"),
        "The kubeconfig " + file + " does not have the context prod. Name one of: bare, lab\n");
  }

  @Test
  void aFileThatIsNoKubeconfigIsNamed() {
    String list = Cli.write(directory, "list.yaml", "- one\n");

    assertThat(Cli.run("doctor", "--kubeconfig", list).err())
        .startsWith("Cannot read the kubeconfig " + list + ": ")
        .hasLineCount(1);
    String empty = Cli.write(directory, "empty.yaml", "");
    assertWrong(
        Cli.run("doctor", "--kubeconfig", empty), "The kubeconfig " + empty + " is empty\n");
  }
}
