package dev.fairlead.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@link Probe} on one node, or another program like it; answers are waited for, one question
 * at a time.
 */
final class NodeProbe implements AutoCloseable {
  /** Folder of the libraries that a user of core, OkHttp and gRPC has. */
  static final String LIBRARIES = "probe-lib";

  private final String node;
  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  NodeProbe(String node, String account) {
    this(node, account, List.of(), LIBRARIES, "dev.fairlead.e2e.Probe");
  }

  /**
   * @param starter a command that the one of the JVM is appended to, and that it takes the place of
   * @param libraries the folder they are in
   * @param program a class and its arguments
   */
  NodeProbe(
      String node, String account, List<String> starter, String libraries, String... program) {
    this.node = node;
    try {
      this.process = Lab.startAsPod(node, account, command(starter, libraries, program));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.questions = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String first = line();
    if (!first.equals("ready")) {
      throw new IllegalStateException("The probe on " + node + " did not start: " + first);
    }
  }

  /** The class path was put together before: the program's classes and its libraries. */
  private static List<String> command(List<String> starter, String libraries, String... program) {
    Path target = Path.of("target").toAbsolutePath();
    String classPath = target.resolve("classes") + ":" + target.resolve(libraries) + "/*";
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(starter);
    command.addAll(
        List.of(
            java,
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            classPath));
    command.addAll(List.of(program));
    return command;
  }

  String node() {
    return node;
  }

  /** Asks and waits for the answer. */
  synchronized String ask(String question) {
    questions.println(question);
    return line();
  }

  /**
   * Who answers new connections to {@code host:port}: {@code ip:port}, refused, silent; and how
   * often.
   */
  Map<String, Integer> connect(String host, int port, int times, int timeoutMillis) {
    String question = "connect " + host + " " + port + " " + times + " " + timeoutMillis;
    return counts(ask(question));
  }

  /** What {@code WHO=NUMBER ...} says. */
  static Map<String, Integer> counts(String answer) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String entry : answer.isEmpty() ? new String[0] : answer.split(" ", -1)) {
      int equals = entry.lastIndexOf('=');
      counts.put(entry.substring(0, equals), Integer.parseInt(entry.substring(equals + 1)));
    }
    return counts;
  }

  private String line() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("The probe on " + node + " ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }
}
