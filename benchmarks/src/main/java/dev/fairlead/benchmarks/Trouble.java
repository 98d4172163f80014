package dev.fairlead.benchmarks;

/**
 * What is wrong with one pod of several.
 *
 * @see TroubledPods
 */
enum Trouble {
  NONE("all are well", 1, 0),
  SLOW("one is 20 times slower", 20, 0),
  FAILS_AT_ONCE("one answers 503 at once", 0, 1),
  FAILS_SOMETIMES("one answers 503 to 30 %", 1, 0.3),
  RESTARTS("one is away for 0.4 s of each 2 s", 1, 0);

  private final String words;
  private final double times;
  private final double failing;

  Trouble(String words, double times, double failing) {
    this.words = words;
    this.times = times;
    this.failing = failing;
  }

  String words() {
    return words;
  }

  /** How many times as long as the others it takes. */
  double times() {
    return times;
  }

  /** What share of its answers are failures. */
  double failing() {
    return failing;
  }
}
