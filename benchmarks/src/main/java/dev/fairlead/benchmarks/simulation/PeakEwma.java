package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Outcome;
import dev.fairlead.spi.Candidate;
import dev.fairlead.spi.Picker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The rule that Finagle calls peak EWMA, to compare with. Of two the lower product of cost and
 * requests wins. The cost is an average of latencies that fades with a time constant of 10 s; a
 * latency above it takes its place at once, and silence lets it sink towards 0. One that is not
 * known yet gets one request, and no second before the answer. Failures count as answers.
 */
final class PeakEwma implements Feedback {
  private static final double TIME_CONSTANT_NANOS = 10e9;

  /** More than any latency. */
  private static final double UNKNOWN = 1e15;

  private final Map<String, Cost> costs = new HashMap<>();

  private PeakEwma() {}

  static SimulatedPolicy policy(Seat seat) {
    PeakEwma costs = new PeakEwma();
    return new SimulatedPolicy(candidates -> costs.picker(candidates, seat.random()), costs);
  }

  private Picker picker(List<? extends Candidate> candidates, IntUnaryOperator random) {
    Cost[] own =
        candidates.stream()
            .map(
                candidate -> costs.computeIfAbsent(candidate.endpoint().address(), a -> new Cost()))
            .toArray(Cost[]::new);
    return (request, now) -> pick(candidates, own, random, now);
  }

  private static Candidate pick(
      List<? extends Candidate> candidates, Cost[] costs, IntUnaryOperator random, long now) {
    int size = candidates.size();
    int first = random.applyAsInt(size);
    if (size == 1) {
      return candidates.get(first);
    }
    int second = random.applyAsInt(size - 1);
    second += second >= first ? 1 : 0;
    Candidate a = candidates.get(first);
    Candidate b = candidates.get(second);
    return costs[second].load(b.inFlight(), now) < costs[first].load(a.inFlight(), now) ? b : a;
  }

  @Override
  public void ended(Endpoint endpoint, Outcome outcome, long took, long now) {
    Cost cost = costs.get(endpoint.address());
    if (cost != null) {
      cost.add(took, now);
    }
  }

  /** What a request costs at one endpoint. */
  private static final class Cost {
    private double value;
    private long at;

    void add(double nanos, long now) {
      if (nanos > value) {
        value = nanos;
      } else {
        double kept = Math.exp((at - now) / TIME_CONSTANT_NANOS);
        value = value * kept + nanos * (1 - kept);
      }
      at = now;
    }

    double load(int inFlight, long now) {
      if (value == 0) {
        return inFlight == 0 ? 0 : UNKNOWN + inFlight;
      }
      add(0, now);
      return value * (inFlight + 1);
    }
  }
}
