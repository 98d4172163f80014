package dev.fairlead.internal.balancing;

/**
 * How many further attempts the calls of a target may make: a fifth of the first attempts, and ten
 * a second beside them, over the last ten seconds. So one pod that fails is got round, and when all
 * fail the load on them grows by no more than a fifth.
 */
final class RetryBudget {
  private static final int CALLS_FOR_ONE = 5;
  private static final int RESERVE = 10 * RecentCount.SECONDS;

  private final RecentCount calls;
  private final RecentCount retries;

  RetryBudget(long now) {
    calls = new RecentCount(now);
    retries = new RecentCount(now);
  }

  /** A call makes its first attempt. */
  void call(long now) {
    calls.add(now, 1);
  }

  /** Takes one further attempt; false when none is left. */
  boolean take(long now) {
    retries.add(now, 1); // first, so that of many at once no more get through than may
    if (retries.sum(now) <= RESERVE + calls.sum(now) / CALLS_FOR_ONE) {
      return true;
    }
    retries.add(now, -1);
    return false;
  }
}
