package dev.fairlead.internal.balancing;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.FairleadListener;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A balancer over pods 10.1.0.1 and so on, one after the other, in a time of its own. */
final class HealthFixture implements FairleadListener {
  final List<String> told = new ArrayList<>();
  final TargetBalancer balancer;

  /** Negative, as the clock of a machine may be. */
  private long now = Duration.ofHours(-1).toNanos();

  HealthFixture(HealthSettings settings) {
    this(settings, BalancingPolicy.roundRobin(bound -> 0));
  }

  HealthFixture(HealthSettings settings, BalancingPolicy policy) {
    // Halfway: ejections last exactly as long as they should.
    this(settings, policy, bound -> bound / 2);
  }

  HealthFixture(HealthSettings settings, BalancingPolicy policy, IntUnaryOperator random) {
    balancer =
        new TargetBalancer(
            Balancers.ORDERS,
            Balancers.settings(policy, Duration.ZERO, settings),
            Balancers.hooks(this, () -> null, () -> now, random),
            Balancers.HERE);
  }

  /** The pods are 1 to that number. */
  HealthFixture pods(int number) {
    return pods(IntStream.rangeClosed(1, number).toArray());
  }

  HealthFixture pods(int[] pods) {
    balancer.resolved(
        Slices.found(
            Slices.slice(
                "a",
                IntStream.of(pods)
                    .mapToObj(pod -> Slices.ready("10.1.0." + pod, "node-0"))
                    .toList())));
    return this;
  }

  long now() {
    return now;
  }

  /** Time passes, and health looks at the clock each second. */
  void pass(double seconds) {
    for (double left = seconds; left > 0; left--) {
      now += Math.round(Math.min(1, left) * 1e9);
      balancer.checkHealth();
    }
  }

  static int pod(Endpoint endpoint) {
    String address = endpoint.address();
    return Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
  }

  /** So many calls, each answered at once as its pod does. */
  Map<Integer, Integer> calls(int number, Function<Integer, Outcome> answer) {
    Map<Integer, Integer> calls = new HashMap<>();
    for (int i = 0; i < number; i++) {
      Pick pick = balancer.pick();
      int pod = pod(pick.endpoint());
      calls.merge(pod, 1, Integer::sum);
      pick.complete(answer.apply(pod));
    }
    return calls;
  }

  Map<Integer, Integer> calls(int number) {
    return calls(number, pod -> Outcome.SUCCESS);
  }

  /** Calls of which those to {@code bad} end so. */
  Map<Integer, Integer> calls(int number, int bad, Outcome outcome) {
    return calls(number, pod -> pod == bad ? outcome : Outcome.SUCCESS);
  }

  EndpointReport report(int pod) {
    return balancer.report().endpoints().stream()
        .filter(one -> pod(one.endpoint()) == pod)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void endpointEjected(Ejection ejection) {
    told.add(
        "out %d %s %ds %d"
            .formatted(
                pod(ejection.endpoint()),
                ejection.cause(),
                ejection.duration().toSeconds(),
                ejection.times()));
  }

  @Override
  public void endpointReadmitted(Target target, Endpoint endpoint) {
    told.add("in " + pod(endpoint));
  }
}
