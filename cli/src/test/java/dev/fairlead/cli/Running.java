package dev.fairlead.cli;

import dev.fairlead.internal.environment.OwnProcess;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that runs beside the test until it is interrupted. */
final class Running implements AutoCloseable {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final Thread thread;

  Running(String... args) {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            new OwnProcess(Map.of(), Properties::new, Path.of("no-such-root")));
    DoctorCommand patient = new DoctorCommand(console, Duration.ofMinutes(5));
    thread = new Thread(() -> code.complete(Main.run(args, console, patient)), "fairlead-command");
    thread.start();
  }

  /** What it has printed so far. */
  String out() {
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  /** Interrupts it, as the end of its time would, and returns its exit code. */
  int end() {
    thread.interrupt();
    return code.orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    end();
  }
}
