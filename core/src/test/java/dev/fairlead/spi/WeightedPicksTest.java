package dev.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Candidates of less weight than others get their part, with the policies that spread evenly. */
class WeightedPicksTest {
  private static final int ROUNDS = 10_000;

  private record Weighted(Endpoint endpoint, double weight) implements Candidate {
    @Override
    public int inFlight() {
      return 0;
    }
  }

  private static List<Weighted> candidates(double... weights) {
    List<Weighted> all = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      all.add(new Weighted(Endpoint.of("10.1.0." + i, 80), weights[i]));
    }
    return all;
  }

  /** The share of each, of what the first gets. */
  private static double[] shares(BalancingPolicy policy, List<Weighted> all) {
    Picker picker = policy.newPicker(all);
    Map<Candidate, Integer> counts = new HashMap<>();
    while (counts.getOrDefault(all.get(0), 0) < ROUNDS) {
      counts.merge(picker.pick(PickRequest.ANY, 0), 1, Integer::sum);
    }
    return all.stream().mapToDouble(one -> counts.getOrDefault(one, 0) / (double) ROUNDS).toArray();
  }

  @Test
  void roundRobinLeavesThemOutInSomeRounds() {
    double[] shares =
        shares(BalancingPolicy.roundRobin(bound -> 0), candidates(1, 0.5, 0.1, 1, 0.33, 0.1));

    assertThat(shares).containsExactly(new double[] {1, 0.5, 0.1, 1, 0.33, 0.1}, within(1e-3));
  }

  @Test
  void inRoundRobinThoseOfEqualWeightDoNotComeTogether() {
    List<Weighted> all = candidates(1, 0.5, 0.5);
    Picker picker = BalancingPolicy.roundRobin(bound -> 0).newPicker(all);
    for (int i = 0; i < 100; i++) {
      assertThat(picker.pick(PickRequest.ANY, 0)).isSameAs(all.get(0));
      assertThat(picker.pick(PickRequest.ANY, 0)).isNotSameAs(all.get(0));
    }
  }

  @Test
  void roundRobinOfEqualWeightsLeavesNobodyOut() {
    assertThat(shares(BalancingPolicy.roundRobin(bound -> 0), candidates(0.4, 0.4, 0.4)))
        .containsExactly(new double[] {1, 1, 1}, within(1e-3));
  }

  @Test
  void randomDrawsThemLessOften() {
    Random random = new Random(42);

    double[] shares = shares(BalancingPolicy.random(random::nextInt), candidates(0.8, 0.4, 0.08));

    assertThat(shares).containsExactly(new double[] {1, 0.5, 0.1}, within(0.03));
  }

  @Test
  void leastRequestAndP2cCountTheirLoadForMore() {
    Weighted half = candidates(0.5).get(0);

    assertThat(half.load(0)).isEqualTo(2);
    assertThat(candidates(1).get(0).load(0)).isEqualTo(1);
  }
}
