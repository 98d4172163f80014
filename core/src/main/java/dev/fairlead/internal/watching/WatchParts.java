package dev.fairlead.internal.watching;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the watches of one API server share.
 *
 * @param control the control plane: runs tasks in order, one at a time
 * @param decoding runs what takes its time: a long list must not hold other changes up
 * @param timer runs tasks on the control plane, later
 * @param nanoTime a clock that never jumps, in nanoseconds
 * @param heard when anything came last, on whichever watch
 */
public record WatchParts(
    Transport transport,
    Executor control,
    Executor decoding,
    Timer timer,
    RelistBudget budget,
    WatchTimes times,
    RandomGenerator random,
    LongSupplier nanoTime,
    LastHeard heard) {

  /** Runs tasks later. */
  @FunctionalInterface
  public interface Timer {
    void after(Duration pause, Runnable task);
  }
}
