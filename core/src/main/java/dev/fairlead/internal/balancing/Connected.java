package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Pick;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.ConnectionPicker.Choice;

/** A candidate with an adapter's connection to it. */
record Connected<C>(LiveCandidate candidate, C connection, RetryBudget retries)
    implements Candidate, Choice<C> {

  @Override
  public Endpoint endpoint() {
    return candidate.endpoint();
  }

  @Override
  public int inFlight() {
    return candidate.inFlight();
  }

  @Override
  public double weight() {
    return candidate.weight();
  }

  @Override
  public double cost(long now) {
    return candidate.cost(now);
  }

  @Override
  public Pick begin() {
    long now = candidate.totals().peers().now();
    retries.call(now);
    return new TrackedPick(candidate, now);
  }
}
