package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;

/**
 * A choice over a fixed set of candidates. Called by many threads at once, for every request: no
 * lock, no I/O, no allocation, and constant time in the number of candidates unless the policy says
 * otherwise.
 */
@FunctionalInterface
public interface Picker {

  /**
   * Chooses one of the candidates. Candidates that {@code request} avoids are chosen only when no
   * other is left.
   *
   * @param now the time of the pick in nanoseconds, by a clock that never jumps and has an
   *     arbitrary origin; read once for each pick, so a picker reads no clock of its own
   */
  Candidate pick(PickRequest request, long now);
}
