package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Resolution;
import dev.fairlead.internal.balancing.TargetBalancer;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A process with a balancer of its own, which knows only how its own calls went. */
final class Client {
  private final Place place;
  private final PolicyChoice policy;
  private final Fleet fleet;
  private final Measurements measurements;
  private final SplittableRandom random;
  private final long timeout;

  private TargetBalancer balancer;
  private @Nullable Feedback feedback;

  Client(
      Place place,
      PolicyChoice policy,
      Fleet fleet,
      Measurements measurements,
      SplittableRandom random,
      long timeout) {
    this.place = place;
    this.policy = policy;
    this.fleet = fleet;
    this.measurements = measurements;
    this.random = random;
    this.timeout = timeout;
    this.balancer = newBalancer();
  }

  private TargetBalancer newBalancer() {
    Seat seat = new Seat(random::nextInt, fleet);
    SimulatedPolicy own = policy.policy().apply(seat);
    feedback = own.feedback();
    return Balancer.create(
        own.policy(), policy.health(fleet.reach()), place, random::nextInt, fleet.events()::now);
  }

  void restart() {
    balancer = newBalancer();
  }

  void hears(Resolution known) {
    balancer.resolved(known);
  }

  /** Once a second. */
  void looksAround() {
    Balancer.check(balancer);
  }

  /** How many endpoints it has left out since it started. */
  long ejections() {
    long sum = 0;
    for (Ejection.Cause cause : Ejection.Cause.values()) {
      sum += balancer.totals().ejections(cause);
    }
    return sum;
  }

  void calls() {
    long now = fleet.events().now();
    Pick pick;
    try {
      pick = balancer.pick();
    } catch (NoEndpointException e) {
      measurements.refused(now);
      return;
    }
    Server server = fleet.at(pick.endpoint());
    measurements.begins(server, place, now);
    Call call = new Call(this, server, pick, now);
    if (timeout > 0) {
      fleet.events().at(now + timeout, call::timesOut);
    }
    server.take(call);
  }

  void ended(Call call, Outcome outcome) {
    call.pick().complete(outcome);
    long now = fleet.events().now();
    if (feedback != null) {
      feedback.ended(call.pick().endpoint(), outcome, now - call.begun(), now);
    }
    measurements.ends(call, outcome, now);
  }
}
