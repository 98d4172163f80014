package dev.fairlead.benchmarks.simulation;

/**
 * The times at which a server stands still, as for a garbage collection: whatever it works at is
 * delayed by what is left of the pause. Asked in the order of time.
 */
final class Pauses {
  static final Pauses NONE = new Pauses(new long[0], 0);

  private final long[] starts;
  private final long length;

  /** The first pause that is not over. */
  private int next;

  /**
   * @param starts in order, no pause beginning before the former one is over
   */
  Pauses(long[] starts, long length) {
    this.starts = starts.clone();
    this.length = length;
  }

  /** When work of {@code nanos} is done that begins at {@code start}. */
  long end(long start, long nanos) {
    while (next < starts.length && starts[next] + length <= start) {
      next++;
    }
    long end = start + nanos;
    for (int i = next; i < starts.length && starts[i] < end; i++) {
      end += starts[i] + length - Math.max(starts[i], start);
    }
    return end;
  }
}
