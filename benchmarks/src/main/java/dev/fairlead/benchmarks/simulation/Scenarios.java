package dev.fairlead.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;

/** What can be simulated, by its name: S1 to S15, most in several variants. */
final class Scenarios {
  static final List<Scenario> ALL = all();

  private Scenarios() {}

  private static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.addAll(SteadyScenarios.all());
    all.addAll(ChangingScenarios.all());
    all.addAll(ZoneScenarios.all());
    return List.copyOf(all);
  }

  /** The one with this name. */
  static Scenario named(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No scenario " + name));
  }

  /** Those that {@code name} stands for: one, or all variants. Empty when there is none. */
  static List<Scenario> matching(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name) || scenario.family().equals(name))
        .toList();
  }
}
