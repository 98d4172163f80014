package dev.fairlead.micrometer;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Explanation;
import dev.fairlead.api.Freshness;
import dev.fairlead.api.Health;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.TargetReport;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gauges tell of one target, taken from a report.
 *
 * @param states how many endpoints are in each state, without entry for none; null while it is not
 *     known
 * @param endpoints the eligible ones by address and port; empty when nobody asked for them
 */
record Reading(
    @Nullable Map<EndpointState, Integer> states,
    int eligible,
    Freshness freshness,
    Map<String, EndpointReport> endpoints) {

  /** Keeps the endpoints one by one only when {@code each} is true: they take room. */
  static Reading of(TargetReport report, boolean each) {
    int eligible = 0;
    if (report.selection() instanceof Selection.Eligible some) {
      eligible = some.endpoints().size();
    }
    Map<String, EndpointReport> endpoints = new HashMap<>();
    if (each) {
      report.endpoints().forEach(one -> endpoints.put(one.endpoint().toString(), one));
    }
    return new Reading(states(report), eligible, report.freshness(), endpoints);
  }

  private static @Nullable Map<EndpointState, Integer> states(TargetReport report) {
    Explanation explanation = report.explanation();
    Map<EndpointState, Integer> states = new EnumMap<>(EndpointState.class);
    if (explanation == null) {
      return isMissing(report.selection()) ? states : null;
    }
    if (explanation.selection() instanceof Selection.Eligible eligible) {
      eligible.endpoints().forEach(endpoint -> add(states, endpoint.conditions()));
    }
    for (Explanation.Exclusion exclusion : explanation.excluded()) {
      if (hasThePort(exclusion)) {
        add(states, exclusion.endpoint().conditions());
      }
    }
    for (EndpointReport one : report.endpoints()) {
      if (one.health() != Health.HEALTHY) {
        states.merge(EndpointState.of(one.endpoint().conditions()), -1, Integer::sum);
        states.merge(EndpointState.EJECTED, 1, Integer::sum);
      }
    }
    return states;
  }

  private static boolean isMissing(Selection selection) {
    return selection instanceof Selection.Empty empty && empty.reason() == Reason.SERVICE_NOT_FOUND;
  }

  /** The others are no endpoints of that port, or are counted already. */
  private static boolean hasThePort(Explanation.Exclusion exclusion) {
    return switch (exclusion.why()) {
      case NOT_READY, TERMINATING, OTHER_NODE, HINTED_ELSEWHERE -> true;
      case OTHER_FAMILY, NO_SUCH_PORT, NO_ADDRESS, DUPLICATE, NOT_CONSULTED -> false;
    };
  }

  private static void add(Map<EndpointState, Integer> states, Conditions conditions) {
    states.merge(EndpointState.of(conditions), 1, Integer::sum);
  }

  /** NaN while it is not known. */
  double in(EndpointState state) {
    return states == null ? Double.NaN : states.getOrDefault(state, 0);
  }

  /** Seconds since it is not followed any more: 0 while it is, NaN while nothing is known. */
  double age(Instant now) {
    if (freshness instanceof Freshness.Stale stale) {
      // Two clocks: what began in the future began now.
      return Math.max(0, Duration.between(stale.trouble().since(), now).toMillis() / 1000.0);
    }
    return freshness instanceof Freshness.Live ? 0 : Double.NaN;
  }
}
