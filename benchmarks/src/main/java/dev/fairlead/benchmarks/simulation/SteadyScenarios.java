package dev.fairlead.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;

/** Scenarios in which every server stays what it is: S1 to S6 and S15. */
final class SteadyScenarios {
  /** So that the two servers that are left of three are busy by three quarters. */
  private static final double WITHOUT_A_THIRD = 0.5;

  private SteadyScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (double utilisation : new double[] {0.5, 0.7, 0.9}) {
      all.add(Scenario.named("S1/" + utilisation).utilisation(utilisation));
    }
    all.add(
        Scenario.named("S1/bimodal")
            .servers(50, 8, new ServiceTime(20, ServiceTime.Shape.BIMODAL))
            .utilisation(0.9));
    for (int clients : new int[] {1, 20, 400}) {
      all.add(slow("S2/" + clients).clients(clients));
    }
    all.add(ill("S3/50", 50, 1, Condition.failsFast(1)));
    all.add(ill("S3/3", 3, 1, Condition.failsFast(1)).utilisation(WITHOUT_A_THIRD));
    all.add(ill("S4", 50, 1, Condition.fails(0.3)));
    all.add(ill("S5", 50, 50, Condition.fails(0.05)).with(Watched.NONE));
    all.add(ill("S6/50", 50, 1, Condition.SILENT).timeout(1));
    all.add(ill("S6/3", 3, 1, Condition.SILENT).timeout(1).utilisation(WITHOUT_A_THIRD));
    all.add(bursts("S15/bursts", Integer.MAX_VALUE));
    all.add(bursts("S15/limit", 16));
    return all;
  }

  /** One server of ten takes four times as long. */
  static Scenario slow(String name) {
    return ill(name, 50, 5, Condition.slow(4));
  }

  private static Scenario ill(String name, int servers, int count, Condition condition) {
    return Scenario.named(name)
        .servers(servers)
        .watchingFirst(count)
        .happens(
            stage -> {
              for (int number = 0; number < count; number++) {
                stage.server(number).is(condition);
              }
            });
  }

  /**
   * 400 clients that all call for 200 ms, by a fifth more than can be answered meanwhile, and are
   * then silent for 200 ms.
   */
  private static Scenario bursts(String name, int queue) {
    Scenario scenario = Scenario.named(name).clients(400).utilisation(0.6);
    Machines m = scenario.machines();
    Callers c = scenario.callers();
    return scenario
        .with(new Machines(m.count(), m.workers(), m.time(), queue, m.places()))
        .with(new Callers(c.count(), c.utilisation(), 0, 200, c.places(), c.reach()));
  }
}
