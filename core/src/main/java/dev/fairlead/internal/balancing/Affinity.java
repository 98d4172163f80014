package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Session affinity ClientIP, as one process sees it: all its requests to a target go to one
 * endpoint, until none went there for the time the Service names. Lives as long as its target; the
 * pickers come and go.
 */
final class Affinity {
  /** Written by the data plane when it chooses anew, read by both planes. */
  private final AtomicReference<@Nullable Choice> choice = new AtomicReference<>();

  /** The candidates of one picker, told apart by identity. */
  private static final class Among {
    final List<? extends Candidate> candidates;

    Among(List<? extends Candidate> candidates) {
      this.candidates = candidates;
    }
  }

  /** An endpoint to stay with, among the candidates it was chosen from. */
  private static final class Choice {
    final Candidate candidate;
    final Among among;

    /** Data plane: the last use, in nanoseconds. */
    volatile long used;

    Choice(Candidate candidate, Among among, long used) {
      this.candidate = candidate;
      this.among = among;
      this.used = used;
    }
  }

  /**
   * A picker that stays with the endpoint of the one before it, if {@code candidates} still have
   * it, and asks {@code other} when there is none to stay with.
   */
  Picker over(List<? extends Candidate> candidates, Picker other, Duration stay) {
    Among among = new Among(candidates);
    choice.updateAndGet(former -> carriedOver(former, among));
    return picker(among, other, stay);
  }

  /**
   * A picker over only some of the candidates, which others choose from too: it stays with the same
   * endpoint as they do, and moves all to another one only when it does not have that.
   */
  Picker among(List<? extends Candidate> some, Picker other, Duration stay) {
    return picker(new Among(some), other, stay);
  }

  private Picker picker(Among among, Picker other, Duration stay) {
    long nanos = stay.toNanos();
    return (request, now) -> pick(request, now, among, other, nanos);
  }

  /**
   * The choice as one of {@code among}; null when they do not have it. A picker that is replaced
   * just now may still choose from the former set: what it chose is looked up too, so that nothing
   * is picked that is not in the own set.
   */
  private static @Nullable Choice carriedOver(@Nullable Choice former, Among among) {
    if (former == null || former.among == among) {
      return former;
    }
    Endpoint endpoint = former.candidate.endpoint();
    for (Candidate candidate : among.candidates) {
      if (candidate.endpoint().sameInstance(endpoint)) {
        return new Choice(candidate, among, former.used);
      }
    }
    return null;
  }

  private Candidate pick(PickRequest request, long now, Among among, Picker other, long stay) {
    Choice former = choice.get();
    Choice own = carriedOver(former, among);
    if (own != null && now - own.used < stay && !request.avoids(own.candidate.endpoint())) {
      own.used = now;
      if (own != former) {
        choice.compareAndSet(former, own);
      }
      return own.candidate;
    }
    Choice fresh = new Choice(other.pick(request, now), among, now);
    if (choice.compareAndSet(former, fresh)) {
      return fresh.candidate;
    }
    // Somebody else chose meanwhile; stay with that, if it may be had.
    Choice theirs = carriedOver(choice.get(), among);
    return theirs != null && !request.avoids(theirs.candidate.endpoint())
        ? theirs.candidate
        : fresh.candidate;
  }
}
