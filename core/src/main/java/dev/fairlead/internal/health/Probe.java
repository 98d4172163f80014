package dev.fairlead.internal.health;

import dev.fairlead.api.Outcome;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one request that shows whether an ejected endpoint can be used again.
 *
 * <pre>
 *          want           tryTake            ended
 *   none --------> wanted --------> taken ----------> succeeded | failed --end--> none
 *                     ^               |
 *                     +-- want, or ended with what says nothing about the endpoint
 * </pre>
 *
 * <p>The control plane wants and ends, the data plane takes and reports.
 */
final class Probe {
  private enum Stage {
    NONE,
    WANTED,
    TAKEN,
    SUCCEEDED,
    FAILED
  }

  /** The stage, and since when by the clock of picks. */
  private record State(Stage stage, long since) {}

  private static final State NONE = new State(Stage.NONE, 0);
  private static final State WANTED = new State(Stage.WANTED, 0);
  private static final State SUCCEEDED = new State(Stage.SUCCEEDED, 0);
  private static final State FAILED = new State(Stage.FAILED, 0);

  private final AtomicReference<State> state = new AtomicReference<>(NONE);

  /** The next request may be it. */
  void want() {
    state.set(WANTED);
  }

  /** Nobody probes any more. */
  void end() {
    state.set(NONE);
  }

  /** True for one caller: its request is the probe. */
  boolean tryTake(long now) {
    State before = state.get();
    return before.stage == Stage.WANTED && state.compareAndSet(before, new State(Stage.TAKEN, now));
  }

  /** A request that began then has ended; true when it was the probe, and says something. */
  boolean ended(Outcome outcome, long begun) {
    State before = state.get();
    if (before.stage != Stage.TAKEN || begun - before.since < 0) {
      return false;
    }
    State after =
        switch (outcome) {
          case SUCCESS -> SUCCEEDED;
          case SERVER_FAILURE, CONNECT_FAILURE, TIMEOUT -> FAILED;
          case RATE_LIMITED, CANCELLED -> WANTED;
        };
    return state.compareAndSet(before, after) && after.stage != Stage.WANTED;
  }

  boolean succeeded() {
    return state.get().stage == Stage.SUCCEEDED;
  }

  boolean failed() {
    return state.get().stage == Stage.FAILED;
  }

  /** Whether the probe was taken so long ago that another one may be wanted. */
  boolean isLost(long now, long patience) {
    State current = state.get();
    return current.stage == Stage.TAKEN && now - current.since >= patience;
  }
}
