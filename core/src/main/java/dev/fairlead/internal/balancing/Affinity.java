package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Session affinity ClientIP, as one process sees it: all its requests to a target go to one
 * endpoint, until none went there for the time the Service names. Lives as long as its target; the
 * pickers come and go.
 */
final class Affinity {
  private final LongSupplier nanoTime;

  /** Written by the data plane when it chooses anew, read by both planes. */
  private final AtomicReference<@Nullable Choice> choice = new AtomicReference<>();

  Affinity(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** An endpoint to stay with. */
  private static final class Choice {
    final Candidate candidate;

    /** Data plane: the last use, in nanoseconds. */
    volatile long used;

    Choice(Candidate candidate, long used) {
      this.candidate = candidate;
      this.used = used;
    }
  }

  /**
   * A picker that stays with the endpoint of the one before it, if {@code candidates} still have
   * it, and asks {@code other} when there is none to stay with.
   */
  Picker over(List<? extends Candidate> candidates, Picker other, Duration stay) {
    choice.updateAndGet(former -> former == null ? null : carriedOver(former, candidates));
    long nanos = stay.toNanos();
    return request -> pick(request, other, nanos);
  }

  private static @Nullable Choice carriedOver(Choice former, List<? extends Candidate> candidates) {
    Endpoint endpoint = former.candidate.endpoint();
    for (Candidate candidate : candidates) {
      if (candidate.endpoint().sameInstance(endpoint)) {
        return new Choice(candidate, former.used);
      }
    }
    return null;
  }

  private Candidate pick(PickRequest request, Picker other, long stay) {
    long now = nanoTime.getAsLong();
    Choice former = choice.get();
    if (former != null
        && now - former.used < stay
        && !request.avoids(former.candidate.endpoint())) {
      former.used = now;
      return former.candidate;
    }
    Choice fresh = new Choice(other.pick(request), now);
    if (choice.compareAndSet(former, fresh)) {
      return fresh.candidate;
    }
    // Somebody else chose meanwhile; stay with that, unless this request must not.
    Choice theirs = choice.get();
    return theirs != null && !request.avoids(theirs.candidate.endpoint())
        ? theirs.candidate
        : fresh.candidate;
  }
}
