package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/** A pick that is counted at its endpoint when made and, exactly once, when it ends. */
final class TrackedPick implements Pick {
  private static final AtomicIntegerFieldUpdater<TrackedPick> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(TrackedPick.class, "ended");

  private static final long NO_LATENCY = -1;

  private final LiveCandidate candidate;
  private final long begun;

  /** 0, then 1 for ever; through {@link #ENDED} only. */
  @SuppressWarnings("UnusedVariable")
  private volatile int ended;

  TrackedPick(LiveCandidate candidate, long now) {
    this.candidate = candidate;
    this.begun = now;
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
      candidate.end(outcome, begun);
    }
  }

  @Override
  public void complete(Outcome outcome, @Nullable Duration latency) {
    Objects.requireNonNull(outcome, "outcome");
    if (latency != null && latency.isNegative()) {
      throw new IllegalArgumentException("A latency is not negative: " + latency);
    }
    long nanos = latency == null ? NO_LATENCY : latency.toNanos();
    if (ENDED.compareAndSet(this, 0, 1)) {
      candidate.end(outcome, begun, candidate.totals().now(), nanos);
    }
  }

  @Override
  public String toString() {
    return candidate.endpoint().toString();
  }
}
