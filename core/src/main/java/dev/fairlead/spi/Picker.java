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
   */
  Candidate pick(PickRequest request);
}
