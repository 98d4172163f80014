package dev.fairlead.cli;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SelectionChange;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A change of a set as lines for people: what it is now, then what came and went. */
final class ChangeText {
  private static final String GAP = "  ";
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private ChangeText() {}

  /** The lines, without line ends. */
  static List<String> lines(SelectionChange change, Location location) {
    List<String> lines = new ArrayList<>();
    String version = change.resourceVersion().isEmpty() ? "unknown" : change.resourceVersion();
    lines.add(
        time(change.time())
            + GAP
            + change.target()
            + GAP
            + now(change.selection())
            + GAP
            + "resourceVersion "
            + version
            + GAP
            + freshness(change.freshness()));
    if (change.selection() instanceof Selection.Empty empty) {
      lines.add(GAP + new NoEndpointException(change.target(), location, empty).getMessage());
    }
    Table table = new Table();
    change.removed().forEach(endpoint -> row(table, "-", endpoint));
    change.added().forEach(endpoint -> row(table, "+", endpoint));
    lines.addAll(table.lines(GAP));
    return lines;
  }

  private static void row(Table table, String sign, Endpoint endpoint) {
    table.row(
        sign + " " + endpoint,
        EndpointWords.pod(endpoint.record()),
        endpoint.node(),
        endpoint.zone());
  }

  private static String now(Selection selection) {
    if (selection instanceof Selection.Eligible eligible) {
      int count = eligible.endpoints().size();
      return count + (count == 1 ? " endpoint by " : " endpoints by ") + eligible.tier();
    }
    return "no endpoint, " + ((Selection.Empty) selection).reason();
  }

  /** To the millisecond, which is what a change takes to arrive. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** {@code live}, {@code stale} or {@code pending}. */
  static String freshness(Freshness freshness) {
    return freshness.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
