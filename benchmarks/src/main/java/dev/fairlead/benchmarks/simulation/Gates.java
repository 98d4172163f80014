package dev.fairlead.benchmarks.simulation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What must hold of p2c, as a figure and its limit. */
final class Gates {
  static final List<Gate> ALL =
      List.of(
          Gate.most("S1 p99 <= 1.10 jsq", p99("S1/0.9"), times(1.10, "S1/0.9", Policies.JSQ)),
          Gate.most(
              "S1 p99 <= round_robin", p99("S1/0.9"), times(1, "S1/0.9", Policies.ROUND_ROBIN)),
          Gate.most("S1 busiest <= 1.06 mean", p2c("S1/0.9", Measure.MAX_MEAN), 1.06),
          Gate.most("S2/400 p99 <= 1.15 jsq", p99("S2/400"), times(1.15, "S2/400", Policies.JSQ)),
          Gate.most("S3/50 errors <= 0.05 %", p2c("S3/50", Measure.ERRORS), 0.05),
          Gate.most("S3/3 errors <= 1 %", p2c("S3/3", Measure.ERRORS), 1),
          Gate.most("S4 errors <= 0.1 %", p2c("S4", Measure.ERRORS), 0.1),
          Gate.most("S5 errors <= 5.2 %", p2c("S5", Measure.ERRORS), 5.2),
          Gate.least("S5 errors >= 4.8 %", p2c("S5", Measure.ERRORS), 4.8),
          Gate.most("S5 busiest <= 1.1 mean", p2c("S5", Measure.MAX_MEAN), 1.1),
          Gate.most(
              "S5 ejections <= 0.3 a client",
              runs -> runs.of("S5", Policies.P2C).outliers().ejectionsPerClient(),
              0.3),
          Gate.most("S7 p99 <= 1.25 jsq", p99("S7"), times(1.25, "S7", Policies.JSQ)),
          Gate.most(
              "S8/rolling p99 <= 1.4 jsq",
              p99("S8/rolling"),
              times(1.4, "S8/rolling", Policies.JSQ)),
          Gate.most(
              "S8/storm p99 <= 1.2 least_request",
              p99("S8/storm"),
              times(1.2, "S8/storm", Policies.LEAST_REQUEST)),
          Gate.least("S10/slow share >= 80 % of fair", p2c("S10/slow", Measure.BAD_SHARE), 1.6),
          Gate.most("S11/even cross-zone <= 5 %", p2c("S11/even", Measure.CROSS_ZONE), 5),
          Gate.most(
              "S11/skew p99 <= 1.15 any zone",
              p99("S11/skew"),
              times(1.15, "S11/skew-any", Policies.P2C)),
          Gate.most(
              "S11/skew-400 p99 <= 1.5 any zone",
              p99("S11/skew-400"),
              times(1.5, "S11/skew-any", Policies.P2C)),
          Gate.most("S11/outage errors <= 0.5 %", p2c("S11/outage", Measure.ERRORS), 0.5),
          // A third is silent, and 30 % may be left out: the rest, and one probe of each a client.
          Gate.most("S11/outage-any errors <= 1 %", p2c("S11/outage-any", Measure.ERRORS), 1),
          Gate.most("S12 other nodes 0 %", p2c("S12", Measure.CROSS_ZONE), 0));

  private Gates() {}

  private static ToDoubleFunction<Runs> p2c(String scenario, Measure measure) {
    return runs -> runs.of(scenario, Policies.P2C, measure);
  }

  private static ToDoubleFunction<Runs> p99(String scenario) {
    return p2c(scenario, Measure.P99);
  }

  private static ToDoubleFunction<Runs> times(double factor, String scenario, PolicyChoice policy) {
    return runs -> factor * runs.of(scenario, policy, Measure.P99);
  }
}
