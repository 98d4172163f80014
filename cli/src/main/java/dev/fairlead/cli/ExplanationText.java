package dev.fairlead.cli;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Explanation.Exclusion;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A report as lines for people: the question, the answer, and what was left out. */
final class ExplanationText {
  private static final String INDENT = "  ";

  private final Report report;

  ExplanationText(Report report) {
    this.report = report;
  }

  /** The lines, without line ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(header());
    lines.add("");
    if (report.explanation().selection() instanceof Selection.Eligible eligible) {
      lines.addAll(selected(eligible));
    } else {
      lines.add(Objects.requireNonNullElse(report.refusal(), ""));
    }
    report.hints().forEach(hint -> lines.add("Hint: " + hint));
    lines.addAll(leftOut());
    return lines;
  }

  private List<String> header() {
    Location location = report.question().location();
    Table table = new Table("Target", report.question().target().toString());
    if (report.manifests().cluster() != null) {
      table.row("Cluster", report.manifests().cluster());
    }
    table.row("Service", ServiceWords.of(report));
    table.row("Node", Objects.requireNonNullElse(location.node(), "not given"));
    table.row("Zone", Objects.requireNonNullElse(location.zone(), "not given"));
    return table.lines("");
  }

  private static List<String> selected(Selection.Eligible eligible) {
    Tier tier = eligible.tier();
    Table table = new Table("ADDRESS", "POD", "NODE", "ZONE", "CONDITIONS");
    for (Endpoint endpoint : eligible.endpoints()) {
      EndpointRecord record = endpoint.record();
      table.row(
          endpoint.toString(),
          EndpointWords.pod(record),
          record.node(),
          record.zone(),
          EndpointWords.conditions(record.conditions()));
    }
    List<String> lines = new ArrayList<>();
    lines.add("Selected by " + tier + ": " + tier.rule());
    lines.addAll(table.lines(INDENT));
    return lines;
  }

  private List<String> leftOut() {
    if (report.explanation().excluded().isEmpty()) {
      return List.of();
    }
    Table table = new Table("ADDRESS", "POD", "NODE", "ZONE", "CONDITIONS", "WHY");
    for (Exclusion exclusion : report.explanation().excluded()) {
      EndpointRecord record = exclusion.endpoint();
      table.row(
          EndpointWords.address(record, exclusion.port()),
          EndpointWords.pod(record),
          record.node(),
          record.zone(),
          EndpointWords.conditions(record.conditions()),
          EndpointWords.why(exclusion));
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Left out");
    lines.addAll(table.lines(INDENT));
    return lines;
  }
}
