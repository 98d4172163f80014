package dev.fairlead.grpc;

import dev.fairlead.spi.BalancingPolicy;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of the policies, as a target or a service config writes them. */
final class Policies {
  private static final Map<String, BalancingPolicy> BY_NAME =
      new TreeMap<>(
          Map.of(
              "p2c", BalancingPolicy.p2c(),
              "least_request", BalancingPolicy.leastRequest(),
              "round_robin", BalancingPolicy.roundRobin(),
              "random", BalancingPolicy.random(),
              "rendezvous", BalancingPolicy.rendezvous()));

  private Policies() {}

  /** Null when there is none of this name. */
  static @Nullable BalancingPolicy named(String name) {
    return BY_NAME.get(name);
  }

  /** All of them, as a text. */
  static String names() {
    String all = String.join(", ", BY_NAME.keySet());
    int last = all.lastIndexOf(", ");
    return all.substring(0, last) + " or " + all.substring(last + 2);
  }
}
