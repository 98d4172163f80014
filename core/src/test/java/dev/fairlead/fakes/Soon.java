package dev.fairlead.fakes;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what another thread does soon. */
public final class Soon {
  private static final Duration AT_LAST = Duration.ofMinutes(1);

  private Soon() {}

  /** Until it is so; a minute at most. */
  public static void until(Callable<Boolean> condition) {
    waiting().until(condition);
  }

  /** Until all of it holds; a minute at most. */
  public static void asserted(ThrowingRunnable assertions) {
    waiting().untilAsserted(assertions);
  }

  private static ConditionFactory waiting() {
    return Awaitility.await()
        .atMost(AT_LAST)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20));
  }
}
