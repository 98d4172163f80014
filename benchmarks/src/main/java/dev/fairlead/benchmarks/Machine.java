package dev.fairlead.benchmarks;

/** What a figure was measured on. */
final class Machine {
  private Machine() {}

  static String words() {
    return Runtime.getRuntime().availableProcessors()
        + " cores, JDK "
        + System.getProperty("java.runtime.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }
}
