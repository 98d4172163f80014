package dev.fairlead.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as a Markdown table, a row for each scenario and policy. */
final class ResultsText {
  private ResultsText() {}

  static String of(long seed, List<Result> results) {
    List<String> titles = new ArrayList<>(List.of("scenario", "policy"));
    List<String> rules = new ArrayList<>(List.of("---", "---"));
    for (Measure measure : Measure.values()) {
      titles.add(measure.title());
      rules.add("---:");
    }
    StringBuilder text = new StringBuilder("Seed " + seed + "\n\n");
    text.append(row(titles)).append(row(rules));
    for (Result result : results) {
      List<String> cells = new ArrayList<>(List.of(result.scenario(), result.policy()));
      for (Measure measure : Measure.values()) {
        cells.add(cell(measure.of(result)));
      }
      text.append(row(cells));
    }
    return text.toString();
  }

  static String cell(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.3f", value);
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
