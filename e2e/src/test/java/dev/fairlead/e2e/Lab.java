package dev.fairlead.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lab's command line: a cluster whose nodes are network namespaces of this machine. */
final class Lab {
  private static final long MINUTES = 15;
  private static final Pattern KUBECONFIG = Pattern.compile("(?m)^kubeconfig:\\s*(\\S+)");

  private Lab() {}

  /** {@code FAIRLEAD_LAB}, or the lab beside the project. */
  static Path command() {
    String given = System.getenv("FAIRLEAD_LAB");
    if (given != null && !given.isBlank()) {
      return Path.of(given).toAbsolutePath();
    }
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(".ci"))) {
      root = Objects.requireNonNull(root.getParent(), "not inside the project");
    }
    return root.resolve("../shared/cluster/lab").normalize();
  }

  static boolean isThere() {
    return Files.isExecutable(command());
  }

  /** Starts the cluster, or finds it running; returns the administrator's kubeconfig. */
  static Path up() {
    String printed = run("up");
    Matcher kubeconfig = KUBECONFIG.matcher(printed);
    if (!kubeconfig.find()) {
      throw new IllegalStateException("lab up printed no kubeconfig: " + printed);
    }
    return Path.of(kubeconfig.group(1));
  }

  /** Runs {@code lab ARGS} and returns what it prints; fails with that when it fails. */
  static String run(String... args) {
    return runWith("", args);
  }

  /** Runs {@code lab ARGS} and returns what it prints when it fails; empty when it does not. */
  static String refusal(String... args) {
    try {
      run(args);
      return "";
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** As {@link #run(String...)} with something on standard input. */
  static String runWith(String input, String... args) {
    try {
      Path output = Files.createTempFile("lab", ".out");
      Process process =
          new ProcessBuilder(line(args))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      String printed = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException("lab " + String.join(" ", args) + ": " + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> line(String... args) {
    List<String> line = new ArrayList<>();
    line.add(command().toString());
    line.addAll(List.of(args));
    return line;
  }

  /** Starts {@code lab exec node --as-pod account -- command...}. */
  static Process startAsPod(String node, String account, List<String> command) throws IOException {
    List<String> line = new ArrayList<>(line("exec", node, "--as-pod", account, "--"));
    line.addAll(command);
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
