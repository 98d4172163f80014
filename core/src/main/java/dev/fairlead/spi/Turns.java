package dev.fairlead.spi;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is, round after round. With unequal weights a candidate of weight w, of the largest
 * being 1, takes part in that share of the rounds, evenly spaced: in round r when w * r passes a
 * whole number. So a turn costs no more than the skips before it, of which there are few as long as
 * most weights are large, and nothing is kept between turns but one counter.
 */
final class Turns implements IntUnaryOperator {
  private static final int WHOLE = 1 << 16;

  /** Null when all are equal, else in parts of {@link #WHOLE}. */
  private final int @Nullable [] weights;

  /** Data plane: counts up at each turn and may wrap; the sign bit is masked away. */
  private final AtomicInteger next;

  Turns(List<? extends Candidate> candidates, IntUnaryOperator random) {
    this.weights = weights(candidates);
    this.next = new AtomicInteger(random.applyAsInt(candidates.size()));
  }

  private static int @Nullable [] weights(List<? extends Candidate> candidates) {
    double largest = 0;
    double smallest = Double.MAX_VALUE;
    for (Candidate candidate : candidates) {
      largest = Math.max(largest, candidate.weight());
      smallest = Math.min(smallest, candidate.weight());
    }
    if (smallest == largest) {
      return null;
    }
    int[] parts = new int[candidates.size()];
    for (int i = 0; i < parts.length; i++) {
      double part = candidates.get(i).weight() / largest * WHOLE;
      parts[i] = (int) Math.max(1, Math.min(WHOLE, Math.round(part)));
    }
    return parts;
  }

  /** The place of the next of {@code bound} candidates. */
  @Override
  public int applyAsInt(int bound) {
    int turn = next.getAndIncrement() & Integer.MAX_VALUE;
    if (weights == null) {
      return turn % bound;
    }
    while (!takesPart(turn % bound, turn / bound, weights)) {
      turn = next.getAndIncrement() & Integer.MAX_VALUE;
    }
    return turn % bound;
  }

  /** The places begin at different rounds, so that those of equal weight do not come together. */
  private static boolean takesPart(int place, int round, int[] weights) {
    long weight = weights[place];
    long passed = weight * (round + (long) place * (WHOLE / 2 + 1));
    return passed % WHOLE + weight >= WHOLE;
  }
}
