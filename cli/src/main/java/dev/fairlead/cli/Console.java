package dev.fairlead.cli;

import dev.fairlead.internal.environment.OwnProcess;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a command has of the process it runs in; the streams are not closed by it. */
record Console(InputStream in, PrintWriter out, PrintWriter err, OwnProcess process) {

  /** Reads an environment variable; null when it is not set. */
  UnaryOperator<@Nullable String> environment() {
    return process.variables();
  }
}
