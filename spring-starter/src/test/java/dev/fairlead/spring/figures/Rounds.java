package dev.fairlead.spring.figures;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Processor time of one side of a comparison, round by round, in microseconds for each unit. */
final class Rounds {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final String name;
  private final Runnable unit;
  private final int units;
  private final List<Double> processor = new ArrayList<>();
  private final List<Double> clock = new ArrayList<>();

  /**
   * @param units how many times the unit is done in a round
   */
  Rounds(String name, int units, Runnable unit) {
    this.name = name;
    this.units = units;
    this.unit = unit;
  }

  /** Does one round of each side, by turns, so many times; the first rounds are not counted. */
  static void run(int warmUp, int rounds, List<Rounds> sides) {
    for (int i = 0; i < warmUp + rounds; i++) {
      for (Rounds side : sides) {
        side.round(i >= warmUp);
      }
    }
  }

  private void round(boolean counts) {
    long cpu = SYSTEM.getProcessCpuTime();
    long begin = System.nanoTime();
    for (int i = 0; i < units; i++) {
      unit.run();
    }
    if (counts) {
      clock.add((System.nanoTime() - begin) / 1e3 / units);
      processor.add((SYSTEM.getProcessCpuTime() - cpu) / 1e3 / units);
    }
  }

  /** Least, median and most of both, in the order of columns of a table. */
  String row() {
    return "| " + name + " | " + words(processor) + " | " + words(clock) + " |";
  }

  private static String words(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        "%,.0f (%,.0f to %,.0f)",
        sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
  }
}
