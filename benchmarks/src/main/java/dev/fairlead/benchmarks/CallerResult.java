package dev.fairlead.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one client in its rounds. */
final class CallerResult {
  private final String name;
  private final List<Double> perSecond = new ArrayList<>();
  private final List<Double> p50 = new ArrayList<>();
  private final List<Double> p99 = new ArrayList<>();
  private final List<Double> failed = new ArrayList<>();
  private final List<Double> shares = new ArrayList<>();

  CallerResult(String name) {
    this.name = name;
  }

  /** What {@link #toString} gives. */
  static String legend() {
    return "Of the rounds, median [least..most]: calls a second; ms that 50 % and 99 % of the calls\n"
        + "did not exceed; % of calls that failed; % of attempts that went to the first server";
  }

  void add(CallTimes times, double seconds, double share) {
    perSecond.add(times.count() / seconds);
    p50.add(times.millis(0.50));
    p99.add(times.millis(0.99));
    failed.add(100 * times.failedShare());
    shares.add(100 * share);
  }

  void forget() {
    List.of(perSecond, p50, p99, failed, shares).forEach(List::clear);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-23s calls/s %s  p50 %s  p99 %s%n%23s failed %s  first %s",
        name,
        Spread.of(perSecond),
        Spread.of(p50),
        Spread.of(p99),
        "",
        Spread.of(failed),
        Spread.of(shares));
  }
}
