package dev.fairlead.spring;

import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Explanation;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.TargetReport;
import dev.fairlead.api.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target as the actuator shows it.
 *
 * @param target such as {@code orders.shop:80}
 * @param route {@code to endpoints}, or {@code by name} with the reason
 * @param freshness {@code live}, {@code stale} or {@code pending}, with what is wrong
 * @param selected the tier of the endpoints, or the reason why there are none
 * @param endpoints those that may be called
 * @param leftOut the others, each with why
 */
public record TargetDescriptor(
    String target,
    String route,
    String freshness,
    String selected,
    List<EndpointDescriptor> endpoints,
    List<LeftOut> leftOut) {

  /** An endpoint that Kubernetes' rules leave out. */
  public record LeftOut(@Nullable String address, @Nullable String pod, String why) {}

  static TargetDescriptor of(TargetReport report) {
    return new TargetDescriptor(
        report.target().toString(),
        route(report.route()),
        freshness(report.freshness()),
        selected(report.selection()),
        report.endpoints().stream().map(EndpointDescriptor::of).toList(),
        leftOut(report.explanation()));
  }

  private static String route(Route route) {
    return route instanceof Route.ByName byName
        ? "by name: " + byName.explanation()
        : "to endpoints";
  }

  private static String freshness(Freshness freshness) {
    String state =
        freshness instanceof Freshness.Live
            ? "live"
            : freshness instanceof Freshness.Stale ? "stale" : "pending";
    Trouble trouble = freshness.trouble();
    return trouble == null ? state : state + ": " + trouble.explanation();
  }

  private static String selected(Selection selection) {
    if (selection instanceof Selection.Eligible eligible) {
      return eligible.tier().name();
    }
    Selection.Empty empty = (Selection.Empty) selection;
    return empty.detail().isEmpty()
        ? empty.reason().name()
        : empty.reason() + ": " + empty.detail();
  }

  private static List<LeftOut> leftOut(@Nullable Explanation explanation) {
    return explanation == null
        ? List.of()
        : explanation.excluded().stream().map(TargetDescriptor::leftOut).toList();
  }

  private static LeftOut leftOut(Explanation.Exclusion exclusion) {
    EndpointRecord record = exclusion.endpoint();
    PodRef pod = record.pod();
    return new LeftOut(record.address(), pod == null ? null : pod.name(), exclusion.why().text());
  }
}
