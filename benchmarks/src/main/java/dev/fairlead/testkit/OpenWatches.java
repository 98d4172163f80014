package dev.fairlead.testkit;

/** Opens the count of open watches to the benchmarks; in its package, which hides it. */
public final class OpenWatches {
  private OpenWatches() {}

  /** How many watches are open at this API server. */
  public static int of(FakeKubernetes kubernetes) {
    return kubernetes.openWatches();
  }
}
