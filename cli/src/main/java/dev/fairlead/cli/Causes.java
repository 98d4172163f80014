package dev.fairlead.cli;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What the exceptions of files and parsers say, on one line. */
final class Causes {
  private Causes() {}

  /** What went wrong, without class names, excerpts of the input or positions. */
  static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e.getCause() instanceof MarkedYAMLException yaml) {
      String context = yaml.getContext() == null ? "" : yaml.getContext() + ": ";
      return context + yaml.getProblem();
    }
    String message =
        e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage();
    return Objects.requireNonNullElse(message, e.getClass().getSimpleName())
        .lines()
        .findFirst()
        .orElse("");
  }

  /** {@code :LINE} of what a parser stumbled over; empty when it does not know. */
  static String line(IOException e) {
    if (e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
      return ":" + (yaml.getProblemMark().getLine() + 1);
    }
    boolean located = e instanceof JacksonException jackson && jackson.getLocation() != null;
    return located ? ":" + ((JacksonException) e).getLocation().getLineNr() : "";
  }
}
