package dev.fairlead.cli;

import dev.fairlead.internal.conformance.ConformanceCase;
import dev.fairlead.internal.conformance.ConformanceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fairlead conformance}: runs the cases of files and counts those that differ. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs files of endpoint-selection cases and prints each mismatch.",
    footer = {
      "",
      "Example:",
      "  fairlead conformance endpoint-selection.json",
      "",
      "Exit codes: 0 all passed, 1 some failed, 2 a file is wrong."
    })
final class ConformanceCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "JSON files of the format endpoint-selection/v1.")
  private List<Path> files = List.of();

  ConformanceCommand(PrintWriter out) {
    this.out = out;
  }

  /** All files are read before the first case runs: a wrong one leaves no half of an answer. */
  @Override
  public Integer call() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (Path file : files) {
      cases.addAll(read(file));
    }
    int failed = 0;
    for (ConformanceCase each : cases) {
      String actual = actual(each);
      if (!actual.equals(each.expected().toString())) {
        failed++;
        out.println("FAIL " + each.name());
        out.println("  expected  " + each.expected());
        out.println("  actual    " + actual);
      }
    }
    out.println(cases.size() - failed + " passed, " + failed + " failed");
    return failed == 0 ? ExitCode.ANSWER : ExitCode.NO_ANSWER;
  }

  private static List<ConformanceCase> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + (Files.exists(file) ? ": not a file" : ": no such file") + ". Check the path");
    }
    try (InputStream in = Files.newInputStream(file)) {
      List<ConformanceCase> cases = ConformanceFile.read(in);
      if (cases.isEmpty()) {
        throw new BadInputException(file + ": the list vectors is empty. Give a file with cases");
      }
      return cases;
    } catch (IOException e) {
      throw new BadInputException(
          file + Causes.line(e) + ": cannot be read as JSON (" + Causes.of(e) + ")", e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  /** The answer in words; that of a case whose input is impossible is the complaint about it. */
  private static String actual(ConformanceCase each) {
    try {
      return each.actual().toString();
    } catch (IllegalArgumentException e) {
      return "refused: " + e.getMessage();
    }
  }
}
