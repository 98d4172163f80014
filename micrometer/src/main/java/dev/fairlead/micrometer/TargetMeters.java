package dev.fairlead.micrometer;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Location;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.PickTotals;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The meters of one target.
 *
 * <p>The series of a reason, a cause or a locality is registered when it can first be counted, so
 * that it begins at zero and most targets have few. One thread at a time; the registry reads on any
 * thread.
 */
final class TargetMeters {
  private final LoadBalancer balancer;
  private final PickTotals totals;
  private final RecentReading reading;
  private final MeterGroup meters;
  private final EndpointMeters endpoints;
  private final boolean endpointTags;
  private final Set<Locality> localities = EnumSet.noneOf(Locality.class);
  private boolean shadow;

  /**
   * @param endpointTags whether each endpoint has meters
   */
  TargetMeters(LoadBalancer balancer, MeterRegistry registry, boolean endpointTags) {
    this.balancer = balancer;
    this.totals = balancer.totals();
    this.reading = new RecentReading(balancer, registry.config().clock(), endpointTags);
    this.meters = new MeterGroup(registry, tags(balancer.target()));
    this.endpoints = new EndpointMeters(meters, reading);
    this.endpointTags = endpointTags;
    registerWhatEveryTargetHas();
  }

  private static Tags tags(Target target) {
    return Tags.of(
        "namespace",
        target.service().namespace(),
        "service",
        target.service().name(),
        "port",
        text(target.port()));
  }

  /** No port is named with an underscore, so no two targets have the same text. */
  private static String text(PortRef port) {
    if (port instanceof PortRef.Sole) {
      return "_only";
    }
    String text = port.toString();
    return text.isEmpty() ? "_unnamed" : text;
  }

  private void registerWhatEveryTargetHas() {
    for (EndpointState state : EndpointState.values()) {
      meters.gauge(MeterName.ENDPOINTS, tag("state", state), reading, r -> r.in(state));
    }
    meters.gauge(MeterName.ELIGIBLE, Tags.empty(), reading, RecentReading::eligible);
    meters.seconds(MeterName.SNAPSHOT_AGE, reading, RecentReading::age);
    meters.counter(MeterName.RETRIES, Tags.empty(), totals, PickTotals::retries);
    meters.counter(MeterName.RETRIES_REFUSED, Tags.empty(), totals, PickTotals::retriesRefused);
    meters.counter(MeterName.CONNECT_FAILURES, Tags.empty(), totals, TargetMeters::connectFailures);
    for (Ejection.Cause cause : Ejection.Cause.values()) {
      meters.counter(MeterName.EJECTIONS, tag("cause", cause), totals, t -> t.ejections(cause));
    }
    meters.counter(MeterName.PANICS, Tags.empty(), totals, PickTotals::panics);
    // No event tells the time before the first answer, nor that a mesh's proxy was found.
    refusing(Reason.NOT_SYNCED);
    byName(Route.Cause.NOT_SYNCED);
    byName(Route.Cause.SIDECAR);
  }

  private static double connectFailures(PickTotals totals) {
    double sum = 0;
    for (Locality locality : Locality.values()) {
      sum += totals.completed(Outcome.CONNECT_FAILURE, locality);
    }
    return sum;
  }

  /** True when these are the meters of {@code one} and not of a later balancer of its target. */
  @SuppressWarnings("ReferenceEquality") // each opening of a target has a balancer of its own
  boolean isOf(LoadBalancer one) {
    return balancer == one;
  }

  /** Looks at everything; returns where this process runs. */
  Location look() {
    TargetReport report = balancer.report();
    routed(report.route());
    selected(report.selection(), report.location());
    return report.location();
  }

  void routed(Route route) {
    if (route instanceof Route.ByName byName) {
      byName(byName.cause());
      if (byName.cause() == Route.Cause.SHADOW) {
        shadow = true;
        shadowing();
      }
    }
  }

  void selected(Selection selection, Location location) {
    if (selection instanceof Selection.Empty empty) {
      refusing(empty.reason());
    } else if (selection instanceof Selection.Eligible eligible) {
      if (!eligible.reserves().isEmpty()) {
        meters.counter(MeterName.SPILLED, Tags.empty(), totals, PickTotals::spilled);
      }
      for (Endpoint endpoint : eligible.reachable()) {
        Locality locality = Locality.of(endpoint, location);
        if (localities.add(locality)) {
          picking(locality);
        }
      }
    }
    if (shadow) {
      shadowing();
    }
    if (endpointTags) {
      endpoints.follow(selection);
    }
  }

  private void picking(Locality locality) {
    for (Outcome outcome : Outcome.values()) {
      meters.counter(
          MeterName.PICKS,
          tag("result", outcome).and(tag("locality", locality)),
          totals,
          t -> t.completed(outcome, locality));
    }
  }

  private void shadowing() {
    meters.counter(MeterName.SHADOW_REFUSED, Tags.empty(), totals, PickTotals::shadowRefused);
    for (Locality locality : localities) {
      meters.counter(
          MeterName.SHADOW_PICKS, tag("locality", locality), totals, t -> t.shadow(locality));
    }
  }

  private void refusing(Reason reason) {
    meters.counter(MeterName.REFUSED, tag("reason", reason), totals, t -> t.refused(reason));
  }

  private void byName(Route.Cause cause) {
    meters.counter(MeterName.BY_NAME, tag("cause", cause), totals, t -> t.byName(cause));
  }

  private static Tags tag(String key, Enum<?> value) {
    return Tags.of(key, value.name().toLowerCase(Locale.ROOT));
  }

  void remove() {
    endpoints.remove();
    meters.remove();
  }
}
