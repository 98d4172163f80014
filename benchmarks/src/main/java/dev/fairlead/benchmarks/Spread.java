package dev.fairlead.benchmarks;

import java.util.Collection;
import java.util.Locale;

/** What several runs gave: the median, and from where to where. */
record Spread(double median, double least, double most) {

  static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** The median, then the range in brackets. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%8.3f [%.3f..%.3f]", median, least, most);
  }
}
