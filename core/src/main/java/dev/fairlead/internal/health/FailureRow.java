package dev.fairlead.internal.health;

import dev.fairlead.api.OutlierPolicy;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** How many requests to one endpoint failed in a row, until now. Written by the data plane. */
final class FailureRow {
  /** Who cannot be reached is not there: fewer failures tell as much. */
  private static final int CONNECT_FAILURES = 3;

  private static final AtomicIntegerFieldUpdater<FailureRow> FAILURES =
      AtomicIntegerFieldUpdater.newUpdater(FailureRow.class, "failures");
  private static final AtomicIntegerFieldUpdater<FailureRow> CONNECTS =
      AtomicIntegerFieldUpdater.newUpdater(FailureRow.class, "connectFailures");

  private static final AtomicIntegerFieldUpdater<FailureRow> LOOKS =
      AtomicIntegerFieldUpdater.newUpdater(FailureRow.class, "looks");

  private volatile int failures;
  private volatile int connectFailures;

  /** How many looks the row was worth so far. */
  private volatile int looks;

  void success() {
    if (failures != 0) {
      failures = 0;
      connectFailures = 0;
      looks = 0;
    }
  }

  void failure(boolean toConnect) {
    FAILURES.incrementAndGet(this);
    if (toConnect) {
      CONNECTS.incrementAndGet(this);
    } else if (connectFailures != 0) {
      connectFailures = 0;
    }
  }

  /**
   * True for one caller when it is time to look at the endpoint: the row has grown by as many as
   * the policy waits for. When the look comes it may have grown more.
   */
  boolean isDue(OutlierPolicy policy) {
    int worth = failures / policy.failuresInARow() + connectFailures / connectFailures(policy);
    int before = looks;
    // It may be worth less: a failure of another kind ends the row of failures to connect.
    return worth != before && LOOKS.compareAndSet(this, before, worth) && worth > before;
  }

  /** Whether the row is as long as the policy waits for, or longer. */
  boolean isLong(OutlierPolicy policy) {
    return failures >= policy.failuresInARow() || cannotConnect(policy);
  }

  /** Whether it is long because of failures to connect. */
  boolean cannotConnect(OutlierPolicy policy) {
    return connectFailures >= connectFailures(policy);
  }

  private static int connectFailures(OutlierPolicy policy) {
    return Math.min(CONNECT_FAILURES, policy.failuresInARow());
  }
}
