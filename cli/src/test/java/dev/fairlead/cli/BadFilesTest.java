package dev.fairlead.cli;

import static dev.fairlead.cli.Cli.assertWrong;
import static dev.fairlead.cli.Cli.explain;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be answered from: what is said of each. */
class BadFilesTest {
  private static final String GET =
      "kubectl get services,endpointslices -o yaml prints what is needed\n";
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: orders}
      """;

  @TempDir Path directory;

  @Test
  void aFileThatIsNotThere() {
    assertWrong(
        Cli.run("explain", "orders", "-f", "missing.yaml"),
        "missing.yaml: no such file or directory. Check the path; -f - reads standard input\n");
  }

  @Test
  void anEmptyName() {
    assertWrong(
        Cli.run("explain", "orders", "-f", ""),
        "An empty name after -f: write a file, a directory or -\n");
  }

  @Test
  void aListWhoseItemsAreNone() {
    assertWrong(
        explain("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": {}}"),
        "standard input:1: List: /items is no list. " + GET);
  }

  @Test
  void aDirectoryWithoutManifests() {
    assertWrong(
        Cli.run("explain", "orders", "-f", directory.toString()),
        directory
            + ": a directory without *.yaml, *.yml or *.json (its subdirectories are not read)."
            + " Name the directory that holds them\n");
  }

  @Test
  void anEmptyFile() {
    String file = Cli.write(directory, "empty.yaml", "# nothing\n---\n");

    assertWrong(
        Cli.run("explain", "orders", "-f", file),
        file + ": empty. If a command wrote it, see whether that command failed; " + GET);
  }

  @Test
  void yamlWithASyntaxErrorIsShownWithItsLine() {
    assertWrong(
        explain(SERVICE + "spec:\n  ports: [{port: 80}\n---\n" + SERVICE),
        "standard input:6: neither YAML nor JSON: while parsing a flow sequence: expected ',' or"
            + " ']', but got <document start>. Correct it there\n");
  }

  @Test
  void jsonWithASyntaxErrorIsShownWithItsLine() {
    assertWrong(
        explain("{\n  \"kind\": \"List\",\n  \"items\": [,]\n}"),
        "standard input:3: neither YAML nor JSON: Unexpected character (',' (code 44)): expected a"
            + " valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
            + ". Correct it there\n");
  }

  @Test
  void aFieldThatIsThereTwice() {
    assertWrong(
        explain(SERVICE + "spec: {}\nspec: {}\n"),
        "standard input:5: neither YAML nor JSON: Duplicate field 'spec'. Correct it there\n");
  }

  @Test
  void yamlAliasesWouldBeMisreadAndAreRefused() {
    assertWrong(
        explain(SERVICE + "spec:\n  a: &ip 10.0.0.1\n  clusterIP: *ip\n"),
        "standard input:6: neither YAML nor JSON: aliases (*ip) are not read; write the value out."
            + " Correct it there\n");
  }

  @Test
  void aComposeFileIsNoKubernetesObject() {
    String compose = "\n\nservices:\n  web: {image: web}\nvolumes: {}\n";

    assertWrong(
        explain(SERVICE + "---" + compose),
        "standard input:6: no Kubernetes object: apiVersion or kind is missing or no text; it has services,"
            + " volumes. Leave the file out; "
            + GET);
  }

  @Test
  void textIsNoKubernetesObject() {
    assertWrong(
        explain("Error from server (NotFound)\n"),
        "standard input:1: no Kubernetes object: plain text. Leave the file out; " + GET);
  }

  @Test
  void anItemOfAnUntypedListNeedsItsKind() {
    assertWrong(
        explain("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"metadata\": {}}]}"),
        "standard input:1: no Kubernetes object: apiVersion or kind is missing or no text; it has metadata."
            + " Leave the file out; "
            + GET);
  }

  @Test
  void filesWithoutServiceAndSliceAreCounted() {
    String pod = "apiVersion: v1\nkind: Pod\n";

    assertWrong(
        explain(pod),
        "No Service and no EndpointSlice in standard input (1 object of another kind passed over)."
            + " "
            + GET);
    assertWrong(
        explain(pod + "---\n" + pod),
        "No Service and no EndpointSlice in standard input (2 objects of other kinds passed over)."
            + " "
            + GET);
    assertWrong(
        explain("{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": []}"),
        "No Service and no EndpointSlice in standard input. " + GET);
  }
}
