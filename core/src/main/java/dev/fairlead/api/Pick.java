package dev.fairlead.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One choice and its report. Complete it once with how the request went; what is not completed when
 * it is closed counts as {@link Outcome#CANCELLED}.
 *
 * <p>Safe for use by several threads: whichever of {@code complete} and {@code close} comes first
 * counts, everything after it is ignored.
 */
public interface Pick extends AutoCloseable {

  /** Where to send the request. */
  Endpoint endpoint();

  /** Reports how the request went; the time since the pick is its latency. */
  void complete(Outcome outcome);

  /**
   * As {@link #complete(Outcome)} with another latency.
   *
   * @param latency how long the endpoint took to answer; null when the request says nothing about
   *     that, as a stream does that stays open for as long as its reader likes
   */
  void complete(Outcome outcome, @Nullable Duration latency);

  /** Ends the pick; the same as completing with {@link Outcome#CANCELLED}. */
  @Override
  default void close() {
    complete(Outcome.CANCELLED);
  }
}
