package dev.fairlead.api;

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

  /** Reports how the request went. */
  void complete(Outcome outcome);

  /** Ends the pick; the same as completing with {@link Outcome#CANCELLED}. */
  @Override
  default void close() {
    complete(Outcome.CANCELLED);
  }
}
