package dev.fairlead.benchmarks;

import java.util.Arrays;

/** How long calls took, and how many failed. Not thread-safe. */
final class CallTimes {
  private long[] nanos = new long[1 << 12];
  private int count;
  private int failed;

  void add(long took, boolean failure) {
    makeRoom(1);
    nanos[count++] = took;
    failed += failure ? 1 : 0;
  }

  void add(CallTimes other) {
    makeRoom(other.count);
    System.arraycopy(other.nanos, 0, nanos, count, other.count);
    count += other.count;
    failed += other.failed;
  }

  private void makeRoom(int more) {
    if (count + more > nanos.length) {
      nanos = Arrays.copyOf(nanos, Math.max(2 * nanos.length, count + more));
    }
  }

  int count() {
    return count;
  }

  double failedShare() {
    return (double) failed / count;
  }

  /**
   * The time that this share of the calls did not exceed, in milliseconds.
   *
   * @param share above 0, to 1
   */
  double millis(double share) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * count) - 1] / 1e6;
  }
}
