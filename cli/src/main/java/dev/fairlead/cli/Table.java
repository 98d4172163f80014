package dev.fairlead.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of text in aligned columns, two spaces between them. Null and empty cells are shown as a
 * dash; no line ends in a space.
 */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table without a header. */
  Table() {}

  /** An empty table; {@code header} is its first row. */
  Table(String... header) {
    row(header);
  }

  /** Adds a row, with as many cells as the first. */
  void row(@Nullable String... cells) {
    rows.add(
        Arrays.stream(cells).map(cell -> cell == null || cell.isEmpty() ? "-" : cell).toList());
  }

  /** The lines, each after {@code indent}. */
  List<String> lines(String indent) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> indent + line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
