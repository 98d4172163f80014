package dev.fairlead.cli;

import dev.fairlead.api.Trouble;
import dev.fairlead.cli.DoctorReport.Checked;
import dev.fairlead.cli.DoctorReport.Tried;
import dev.fairlead.cli.KnownLocation.Told;
import dev.fairlead.internal.kubernetes.AccessReview.Permission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The findings of the doctor as lines for people, what is to be mended at the end. */
final class DoctorText {
  private final DoctorReport report;

  DoctorText(DoctorReport report) {
    this.report = report;
  }

  /** The lines, without line ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(header());
    if (!report.permissions().isEmpty()) {
      lines.add("");
      lines.addAll(permissions());
    }
    if (!report.tried().isEmpty()) {
      lines.add("");
      lines.addAll(freshness());
    }
    lines.add("");
    if (report.healthy()) {
      lines.add("Nothing to mend");
    }
    if (report.trouble() != null) {
      lines.add("To mend: " + report.trouble());
    }
    lines.addAll(obstructed());
    if (!report.namespacesToGrant().isEmpty()) {
      lines.addAll(grants());
    }
    return lines;
  }

  private List<String> header() {
    Table table = new Table("Mode", report.calls().mode());
    table.row("Sidecar", report.calls().sidecar());
    table.row("Cluster", report.cluster());
    table.row("Account", account());
    table.row(
        "Node",
        place(
            report.location().node(),
            "the slices of the own namespace may tell it; until then Local policies have no"
                + " endpoint. Set NODE_NAME from the downward API (fieldRef spec.nodeName)"));
    table.row(
        "Zone",
        place(
            report.location().zone(),
            "the slices or the own Node may tell it; until then zone hints are ignored. To be sure"
                + " set NODE_ZONE"));
    return table.lines("");
  }

  private String account() {
    if (report.account() != null) {
      return report.account().toString();
    }
    return report.trouble() == null ? "not told by the API server" : "not known";
  }

  private static String place(Told told, String otherwise) {
    return told.value() == null
        ? "not known yet: " + otherwise
        : told.value() + " (" + told.how() + ")";
  }

  private List<String> permissions() {
    Table table = new Table("NAMESPACE", "VERB", "RESOURCE", "ALLOWED");
    for (Checked checked : report.permissions()) {
      Permission permission = checked.permission();
      table.row(
          permission.namespace(),
          permission.verb(),
          permission.qualifiedResource(),
          allowed(checked));
    }
    return table.lines("");
  }

  private static String allowed(Checked checked) {
    if (checked.allowed() || checked.missing()) {
      return checked.allowed() ? "yes" : "no";
    }
    return "no (optional: tells the zone when nothing else does; fairlead rbac --nodes)";
  }

  private List<String> freshness() {
    Table table = new Table("NAMESPACE", "FRESHNESS");
    report
        .tried()
        .forEach(each -> table.row(each.namespace(), FreshnessWords.of(each.freshness())));
    return table.lines("");
  }

  /** What to do is said once, in however many namespaces it is to be done. */
  private List<String> obstructed() {
    List<String> lines = new ArrayList<>();
    Set<String> moves = new LinkedHashSet<>();
    for (Tried each : report.obstructed()) {
      Trouble trouble = each.freshness().trouble();
      if (trouble != null) {
        lines.add("To mend: " + trouble.explanation());
        moves.add(FreshnessWords.nextMove(each.freshness()));
      }
    }
    moves.stream().filter(move -> !move.isEmpty()).forEach(lines::add);
    return lines;
  }

  private List<String> grants() {
    List<String> lines = new ArrayList<>();
    for (String namespace : report.namespacesToGrant()) {
      lines.add("To mend: in namespace " + namespace + " it may not " + missing(namespace));
    }
    lines.add("");
    if (report.account() == null) {
      lines.add("For the Role add --service-account NAMESPACE:NAME, the account of the pods");
      return lines;
    }
    lines.add("Apply:");
    lines.add("");
    RbacManifest manifest = new RbacManifest();
    for (String namespace : report.namespacesToGrant()) {
      manifest.namespace(namespace, report.account());
    }
    lines.addAll(manifest.lines());
    return lines;
  }

  private String missing(String namespace) {
    return report.permissions().stream()
        .filter(checked -> checked.missing())
        .map(Checked::permission)
        .filter(permission -> Objects.equals(permission.namespace(), namespace))
        .map(permission -> permission.verb() + " " + permission.qualifiedResource())
        .collect(Collectors.joining(", "));
  }
}
