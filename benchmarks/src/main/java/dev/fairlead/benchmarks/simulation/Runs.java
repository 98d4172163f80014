package dev.fairlead.benchmarks.simulation;

import java.util.HashMap;
import java.util.Map;

/** Results of one seed, each run once when it is first asked for. */
final class Runs {
  private final long seed;
  private final Map<String, Result> done = new HashMap<>();

  Runs(long seed) {
    this.seed = seed;
  }

  long seed() {
    return seed;
  }

  Result of(String scenario, PolicyChoice policy) {
    String key = scenario + " " + policy.name();
    Result result = done.get(key);
    if (result == null) {
      result = Simulation.of(Scenarios.named(scenario), policy, seed);
      done.put(key, result);
    }
    return result;
  }

  double of(String scenario, PolicyChoice policy, Measure measure) {
    return measure.of(of(scenario, policy));
  }
}
