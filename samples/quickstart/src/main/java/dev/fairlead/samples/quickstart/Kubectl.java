package dev.fairlead.samples.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs kubectl with one kubeconfig. */
final class Kubectl {
  private final List<String> command;

  /**
   * @param command kubectl, or what stands for it, with words separated by spaces
   * @throws IllegalArgumentException when the kubeconfig cannot be read
   */
  Kubectl(String command, Path kubeconfig) {
    if (!Files.isReadable(kubeconfig)) {
      throw new IllegalArgumentException("Cannot read the kubeconfig " + kubeconfig);
    }
    this.command = new ArrayList<>(List.of(command.split(" ", -1)));
    this.command.addAll(List.of("--kubeconfig", kubeconfig.toAbsolutePath().toString()));
  }

  void apply(String manifest) {
    run(manifest, List.of("apply", "-f", "-"));
  }

  /** What it printed, without the last line end; fails with that when it fails. */
  String run(String... arguments) {
    return run("", List.of(arguments));
  }

  private String run(String input, List<String> arguments) {
    List<String> line = new ArrayList<>(command);
    line.addAll(arguments);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", line) + ": " + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot run " + command.get(0) + ". Is it installed? Another one is named by --kubectl",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
