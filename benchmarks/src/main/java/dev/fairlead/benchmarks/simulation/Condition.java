package dev.fairlead.benchmarks.simulation;

/**
 * How well a server is.
 *
 * @param slow how many times longer a call takes
 * @param failShare what share of the calls fails, 0 to 1
 * @param failMillis how long a call takes that fails; 0 when as long as any other
 * @param silent it takes every call and answers none
 */
record Condition(double slow, double failShare, double failMillis, boolean silent) {
  static final Condition WELL = new Condition(1, 0, 0, false);
  static final Condition SILENT = new Condition(1, 0, 0, true);

  static Condition slow(double factor) {
    return new Condition(factor, 0, 0, false);
  }

  /** Fails at once instead of doing the work. */
  static Condition failsFast(double share) {
    return new Condition(1, share, 1, false);
  }

  /** Fails after the work. */
  static Condition fails(double share) {
    return new Condition(1, share, 0, false);
  }
}
