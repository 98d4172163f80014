package dev.fairlead.benchmarks.simulation;

import java.util.function.IntPredicate;

/**
 * Servers whose share of the calls is of interest.
 *
 * @param servers which, by their number
 * @param span when
 * @param recovers the second from which on they should get their fair share again; NaN when they
 *     should not
 */
record Watched(IntPredicate servers, Span span, double recovers) {
  static final Watched NONE = new Watched(number -> false, new Span(0, 0), Double.NaN);
}
