package dev.fairlead.benchmarks.simulation;

import java.util.function.ToDoubleFunction;

/** One of the figures of a result. */
enum Measure {
  P50("p50", "p50, ms", result -> result.latency().p50()),
  P99("p99", "p99, ms", result -> result.latency().p99()),
  P999("p999", "p99.9, ms", result -> result.latency().p999()),
  ERRORS("errorPercent", "errors, %", Result::errorPercent),
  MAX_MEAN("maxMeanShare", "busiest / mean", result -> result.spread().maxMeanShare()),
  CROSS_ZONE("crossZonePercent", "cross-zone, %", result -> result.spread().crossZonePercent()),
  BAD_SHARE(
      "badServerSharePercent", "watched, %", result -> result.spread().badServerSharePercent()),
  RECOVERY("recoverySeconds", "recovery, s", result -> result.outliers().recoverySeconds());

  private final String json;
  private final String title;
  private final ToDoubleFunction<Result> value;

  Measure(String json, String title, ToDoubleFunction<Result> value) {
    this.json = json;
    this.title = title;
    this.value = value;
  }

  String json() {
    return json;
  }

  String title() {
    return title;
  }

  /** NaN when it does not apply. */
  double of(Result result) {
    return value.applyAsDouble(result);
  }
}
