package dev.fairlead.internal.health;

import dev.fairlead.api.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counters of one listener of one pod. They live as long as it is in the set, through every
 * change of the set, and are written by the data plane only.
 */
@SuppressWarnings("EnumOrdinal") // the index of an array of this process, never stored
public final class EndpointStats {
  private static final int OUTCOMES = Outcome.values().length;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLongArray outcomes = new AtomicLongArray(OUTCOMES);

  private final AtomicLong shadow = new AtomicLong();

  /** A request that goes by name would have begun. */
  public void shadowed() {
    shadow.incrementAndGet();
  }

  /** How many requests went by name that would have begun. */
  public long shadow() {
    return shadow.get();
  }

  /** A request begins. */
  public void begin() {
    inFlight.incrementAndGet();
  }

  /** A request that began has ended; called once for each. */
  public void end(Outcome outcome) {
    inFlight.decrementAndGet();
    outcomes.incrementAndGet(outcome.ordinal());
  }

  /** Requests that began and have not ended. */
  public int inFlight() {
    return inFlight.get();
  }

  /** How many requests ended that way. */
  public long count(Outcome outcome) {
    return outcomes.get(outcome.ordinal());
  }
}
