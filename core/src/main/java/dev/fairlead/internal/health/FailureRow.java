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

  private volatile int failures;
  private volatile int connectFailures;

  void success() {
    if (failures != 0) {
      failures = 0;
      connectFailures = 0;
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
   * Whether it is time to look at the endpoint: the row is as long as the policy waits for, or that
   * many times as long. When the look comes the row may have grown.
   */
  boolean isDue(OutlierPolicy policy) {
    int row = failures;
    int connects = connectFailures;
    return (row > 0 && row % policy.failuresInARow() == 0)
        || (connects > 0 && connects % connectFailures(policy) == 0);
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
