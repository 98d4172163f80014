package dev.fairlead.spi;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * How requests are spread over the candidates: makes a {@link Picker} for each new set of them.
 *
 * <p>Called whenever the set changes: on the control plane, and on the threads of adapters that
 * choose among the connections they keep. Live statistics stay with the candidates; a picker's own
 * state, such as the place of a round, begins anew.
 */
public interface BalancingPolicy {

  /** A picker over {@code candidates}, of which there is at least one. */
  Picker newPicker(List<? extends Candidate> candidates);

  /**
   * Of any two candidates the one that promises to answer sooner: requests in flight times the
   * latency lately seen there, with a penalty for failures. An endpoint that fails fast is not
   * taken for a fast one, one that was slow is asked again after some seconds. The default.
   */
  static BalancingPolicy p2c() {
    return p2c(Chance::below);
  }

  /** As {@link #p2c()} with its own randomness: given a bound, a number from 0 below it. */
  static BalancingPolicy p2c(IntUnaryOperator random) {
    return candidates -> new TwoChoicesPicker(candidates, random, Candidate::load);
  }

  /** One after the other, from a random start so that many clients do not move in step. */
  static BalancingPolicy roundRobin() {
    return roundRobin(Chance::below);
  }

  /** As {@link #roundRobin()} with its own randomness: given a bound, a number from 0 below it. */
  static BalancingPolicy roundRobin(IntUnaryOperator random) {
    return candidates -> new RoundRobinPicker(candidates, random);
  }

  /** Each time any one, with equal chance, as kube-proxy does for each connection. */
  static BalancingPolicy random() {
    return random(Chance::below);
  }

  /** As {@link #random()} with its own randomness: given a bound, a number from 0 below it. */
  static BalancingPolicy random(IntUnaryOperator random) {
    return candidates -> new RandomPicker(candidates, random);
  }

  /**
   * Of any two candidates the one with fewer requests in flight for its weight: nearly as even as
   * looking at all of them, at the cost of two.
   */
  static BalancingPolicy leastRequest() {
    return leastRequest(Chance::below);
  }

  /**
   * As {@link #leastRequest()} with its own randomness: given a bound, a number from 0 below it.
   */
  static BalancingPolicy leastRequest(IntUnaryOperator random) {
    return candidates -> new TwoChoicesPicker(candidates, random, Load::requests);
  }

  /**
   * Always the same candidate for the same key of the {@link dev.fairlead.api.PickRequest}, by
   * weighted rendezvous hashing: when a candidate goes, only its own keys move. Requests without a
   * key are spread by chance. Looks at every candidate, so it is for sets of some hundreds at most.
   */
  static BalancingPolicy rendezvous() {
    return rendezvous(Chance::below);
  }

  /** As {@link #rendezvous()} with its own randomness for requests without a key. */
  static BalancingPolicy rendezvous(IntUnaryOperator random) {
    return candidates -> new RendezvousPicker(candidates, random);
  }
}
