package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Pick;
import dev.fairlead.spi.ConnectionPicker.Choice;

/** A candidate with an adapter's connection to it. */
record Connected<C>(LiveCandidate candidate, C connection, RetryBudget retries)
    implements Tracked, Choice<C> {

  @Override
  public LiveCandidate live() {
    return candidate;
  }

  @Override
  public Endpoint endpoint() {
    return candidate.endpoint();
  }

  @Override
  public Pick begin() {
    long now = candidate.totals().now();
    retries.call(now);
    return new TrackedPick(candidate, now);
  }
}
