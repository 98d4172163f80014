package dev.fairlead.spi;

import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Highest random weight: each candidate draws a number from the key and its own name, and the
 * highest wins. With u uniform in (0, 1) the score -weight / ln(u) makes the chance of a candidate
 * proportional to its weight (Schindelhauer and Schomaker, 2005).
 */
final class RendezvousPicker implements Picker {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Candidate[] candidates;
  private final long[] names;
  private final IntUnaryOperator random;

  RendezvousPicker(List<? extends Candidate> candidates, IntUnaryOperator random) {
    this.candidates = candidates.toArray(Candidate[]::new);
    this.names = new long[this.candidates.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = name(this.candidates[i].endpoint().toString());
    }
    this.random = random;
  }

  @Override
  public Candidate pick(PickRequest request, long now) {
    String key = request.key();
    if (key == null) {
      return Untried.draw(candidates, random, request);
    }
    long hash = name(key) * GOLDEN;
    Candidate untried = highest(hash, request);
    Candidate chosen = untried != null ? untried : highest(hash, PickRequest.ANY);
    return chosen != null ? chosen : candidates[0]; // a score is never 0, so there is always one
  }

  /** The highest of those the request does not avoid; null when it avoids all. */
  private @Nullable Candidate highest(long key, PickRequest request) {
    Candidate best = null;
    double bestScore = 0;
    for (int i = 0; i < candidates.length; i++) {
      double score = score(key, i);
      if (score > bestScore && !request.avoids(candidates[i].endpoint())) {
        best = candidates[i];
        bestScore = score;
      }
    }
    return best;
  }

  private double score(long key, int i) {
    // 53 random bits, and half a step so that u is never 0 or 1.
    double u = ((mix(key ^ names[i]) >>> 11) + 0.5) * 0x1.0p-53;
    return -candidates[i].weight() / Math.log(u);
  }

  /** FNV-1a over the text: the same in every process, so that all clients agree. */
  private static long name(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  /** The finalizer of SplitMix64: every bit of the input moves every bit of the output. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
