package dev.fairlead.fakes;

import dev.fairlead.internal.conformance.ConformanceCase;
import dev.fairlead.internal.conformance.ConformanceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The published cases of endpoint selection. */
public final class Vectors {
  private static final List<ConformanceCase> ALL = load();

  private Vectors() {}

  /** All of them, in the order of the file. */
  public static List<ConformanceCase> all() {
    return ALL;
  }

  private static List<ConformanceCase> load() {
    try (InputStream in =
        Vectors.class.getResourceAsStream("/conformance/endpoint-selection.json")) {
      return ConformanceFile.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
