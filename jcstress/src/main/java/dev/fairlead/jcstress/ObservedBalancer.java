package dev.fairlead.jcstress;

import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Locality;
import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.internal.balancing.TargetBalancer;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jcstress.infra.results.IL_Result;

/**
 * A balancer that remembers every candidate it ever had: the only place here that makes one and
 * that reads counters.
 *
 * <p>The control plane of a race is whoever calls {@link #becomes}: the constructor's thread or one
 * actor. The counters are for arbiters, which come after all actors. Nothing here synchronises, so
 * that it cannot hide what it looks for.
 */
final class ObservedBalancer {
  private static final BalancingPolicy ROUND = BalancingPolicy.roundRobin(bound -> 0);

  private final List<Candidate> seen = new ArrayList<>();
  private final TargetBalancer balancer;

  /** One that knows nothing yet; a pick waits {@code firstSyncWait} for the first answer. */
  ObservedBalancer(Duration firstSyncWait) {
    balancer =
        new TargetBalancer(
            Balancers.ORDERS,
            Balancers.settings(this::newPicker, firstSyncWait),
            Balancers.hooks(),
            Balancers.HERE);
  }

  /** One that knows these endpoints; the first of them is picked first. */
  ObservedBalancer(EndpointRecord... endpoints) {
    this(Duration.ZERO);
    becomes(endpoints);
  }

  private Picker newPicker(List<? extends Candidate> candidates) {
    seen.addAll(candidates);
    return ROUND.newPicker(candidates);
  }

  /** What a data plane sees. */
  LoadBalancer balancer() {
    return balancer;
  }

  /** The Service has these endpoints now, or none. */
  void becomes(EndpointRecord... endpoints) {
    balancer.resolved(Slices.found(Slices.slice("orders-1", endpoints)));
  }

  /** For an arbiter: what is in flight, and what was counted. */
  void left(IL_Result result) {
    result.r1 = inFlight();
    result.r2 = outcomes();
  }

  /**
   * What is in flight at any candidate there ever was. Added up without sign, so that two wrong
   * counters cannot make up for each other; a candidate that stayed through a change counts again.
   */
  int inFlight() {
    return seen.stream().mapToInt(candidate -> Math.abs(candidate.inFlight())).sum();
  }

  /**
   * Every outcome as often as it was counted, such as {@code SUCCESS} or {@code SUCCESS+TIMEOUT}.
   */
  private String outcomes() {
    List<String> names = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      names.addAll(Collections.nCopies(count(outcome), outcome.name()));
    }
    return String.join("+", names);
  }

  private int count(Outcome outcome) {
    int count = 0;
    for (Locality locality : Locality.values()) {
      count += (int) balancer.totals().completed(outcome, locality);
    }
    return count;
  }
}
