package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** A pick that is counted at its endpoint when made and, exactly once, when it ends. */
final class TrackedPick implements Pick {
  private static final AtomicIntegerFieldUpdater<TrackedPick> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(TrackedPick.class, "ended");

  private final LiveCandidate candidate;

  /** 0, then 1 for ever; through {@link #ENDED} only. */
  @SuppressWarnings("UnusedVariable")
  private volatile int ended;

  TrackedPick(LiveCandidate candidate) {
    this.candidate = candidate;
    candidate.stats().begin();
  }

  @Override
  public Endpoint endpoint() {
    return candidate.endpoint();
  }

  @Override
  public void complete(Outcome outcome) {
    Objects.requireNonNull(outcome, "outcome");
    if (ENDED.compareAndSet(this, 0, 1)) {
      candidate.end(outcome);
    }
  }

  @Override
  public String toString() {
    return candidate.endpoint().toString();
  }
}
