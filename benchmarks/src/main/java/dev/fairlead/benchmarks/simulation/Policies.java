package dev.fairlead.benchmarks.simulation;

import dev.fairlead.spi.BalancingPolicy;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** The policies that can be simulated: those of the library, and others to compare with. */
final class Policies {
  static final PolicyChoice P2C = ours("p2c", BalancingPolicy::p2c);

  /** Without ejection and slow start, to show what they do. */
  static final PolicyChoice P2C_ALONE =
      other("p2c_alone", seat -> plain(BalancingPolicy.p2c(seat.random())));

  static final PolicyChoice LEAST_REQUEST = ours("least_request", BalancingPolicy::leastRequest);
  static final PolicyChoice ROUND_ROBIN = ours("round_robin", BalancingPolicy::roundRobin);
  static final PolicyChoice RANDOM = ours("random", BalancingPolicy::random);

  /** Sees the queues of all servers, which no client can. */
  static final PolicyChoice JSQ =
      other("jsq", seat -> plain(c -> new ShortestQueuePicker(c, seat)));

  static final PolicyChoice LEAST_REQUEST_FULL =
      other("least_request_full", seat -> plain(c -> new FullScanPicker(c, seat.random())));

  static final PolicyChoice PEAK_EWMA = other("peak_ewma", PeakEwma::policy);

  static final List<PolicyChoice> ALL =
      List.of(
          P2C, P2C_ALONE, LEAST_REQUEST, ROUND_ROBIN, RANDOM, LEAST_REQUEST_FULL, PEAK_EWMA, JSQ);

  private Policies() {}

  private static PolicyChoice ours(
      String name, Function<IntUnaryOperator, BalancingPolicy> policy) {
    return new PolicyChoice(name, seat -> plain(policy.apply(seat.random())), true);
  }

  private static PolicyChoice other(String name, Function<Seat, SimulatedPolicy> policy) {
    return new PolicyChoice(name, policy, false);
  }

  private static SimulatedPolicy plain(BalancingPolicy policy) {
    return new SimulatedPolicy(policy, null);
  }
}
