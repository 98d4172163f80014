package dev.fairlead.benchmarks.simulation;

/**
 * The figures of one policy in one scenario. NaN stands for what does not apply.
 *
 * @param errorPercent what share of the calls that ended did not succeed
 */
record Result(
    String scenario,
    String policy,
    Latency latency,
    double errorPercent,
    Spread spread,
    Outliers outliers) {

  /** Mean and quantiles of the calls that succeeded, in milliseconds. */
  record Latency(double mean, double p50, double p99, double p999) {}

  /**
   * Where calls went.
   *
   * @param maxMeanShare the calls of the busiest server, as a multiple of the mean
   */
  record Spread(double maxMeanShare, double crossZonePercent, double badServerSharePercent) {}

  /**
   * What became of servers that did badly.
   *
   * @param ejectionsPerClient how often a client left one out, of all clients
   * @param recoverySeconds until the watched servers had nine tenths of their fair share again
   */
  record Outliers(double ejectionsPerClient, double recoverySeconds) {}
}
