package dev.fairlead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of {@code docs/faults.md}: what is expected in each fault. */
final class FaultTable {
  private static final Path FILE = Path.of("..", "docs", "faults.md");
  private static final List<String> HEAD =
      List.of("case", "what happens", "on", "LIST", "WATCH", "freshness", "sets", "lab");

  private FaultTable() {}

  /**
   * One row.
   *
   * @param on "slices", "services" or "both", one run each
   * @param lists for each kind hit
   * @param watches for each kind hit
   * @param freshness what is told, in order; empty when nothing is
   * @param sets how many are published, the right one last
   */
  record Row(
      String name,
      String what,
      List<String> on,
      Count lists,
      Count watches,
      List<String> freshness,
      Count sets) {

    /** Whether the fault is there before the application. */
    boolean isAtStart() {
      return name.endsWith("-at-start");
    }

    private static Row of(List<String> cells) {
      List<String> freshness = List.of(cells.get(5).split(" +"));
      return new Row(
          cells.get(0),
          cells.get(1),
          List.of(cells.get(2).split(", *")),
          Count.parse(cells.get(3)),
          Count.parse(cells.get(4)),
          freshness.equals(List.of("LIVE")) ? List.of() : freshness,
          Count.parse(cells.get(6)));
    }
  }

  /** So many, or so many and more. */
  record Count(int least, boolean orMore) {
    static final Count ANY = new Count(0, true);
    static final Count NONE = new Count(0, false);
    static final Count ONE = new Count(1, false);

    static Count parse(String text) {
      boolean more = text.endsWith("+");
      return new Count(Integer.parseInt(more ? text.substring(0, text.length() - 1) : text), more);
    }

    boolean allows(long number) {
      return orMore ? number >= least : number == least;
    }

    @Override
    public String toString() {
      return least + (orMore ? "+" : "");
    }
  }

  /** The rows by their names; fails when the table has another form, or a name twice. */
  static Map<String, Row> read() {
    Map<String, Row> rows = new LinkedHashMap<>();
    boolean table = false;
    for (String line : lines()) {
      if (!line.startsWith("|")) {
        continue;
      }
      List<String> cells =
          Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
      if (!table) {
        table = cells.equals(HEAD);
      } else if (!cells.get(0).startsWith("---") && rows.put(cells.get(0), Row.of(cells)) != null) {
        throw new IllegalStateException(FILE + " has two rows '" + cells.get(0) + "'");
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalStateException(FILE + " has no table with the columns " + HEAD);
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
