package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.internal.environment.OwnProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Runs the command line in this process. */
final class Cli {
  /** How long a doctor waits for what comes at once, and on a busy machine somewhat later. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private Cli() {}

  /** What a run returned and printed; line ends are those of Unix. */
  record Result(int code, String out, String err) {}

  static Result run(String... args) {
    return runWith(new byte[0], args);
  }

  /** As {@link #run}, with environment variables; all others see none. */
  static Result runIn(Map<String, String> environment, String... args) {
    return runWith(new byte[0], environment, args);
  }

  static Result runWith(byte[] in, String... args) {
    return runWith(in, Map.of(), args);
  }

  private static Result runWith(byte[] in, Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new ByteArrayInputStream(in),
            new PrintWriter(out),
            new PrintWriter(err),
            new OwnProcess(environment, Properties::new, Path.of("no-such-root")));
    DoctorCommand patient = new DoctorCommand(console, PATIENCE);
    return new Result(Main.run(args, console, patient), unix(out), unix(err));
  }

  /** As {@link #run}, with {@code text} on standard input. */
  static Result runOn(String text, String... args) {
    return runWith(text.getBytes(StandardCharsets.UTF_8), args);
  }

  /** {@code explain orders} on objects from standard input. */
  static Result explain(String objects) {
    return runOn(objects, "explain", "orders", "-f", "-");
  }

  /** Wrong use or input: exactly this message, and nothing on standard output. */
  static void assertWrong(Result result, String message) {
    assertThat(result.err()).isEqualTo(message);
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(2);
  }

  private static String unix(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  /** The path of a test resource. */
  static String resource(String name) {
    URL url = Objects.requireNonNull(Cli.class.getResource("/" + name), name);
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a file and returns its path. */
  static String write(Path directory, String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
