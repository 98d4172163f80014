package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Selection.Reserve;
import dev.fairlead.api.Tier;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.fakes.Balancers;
import dev.fairlead.internal.health.EndpointStats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes in a set, and wherever: the same instance keeps its statistics, no other. */
class CandidateSetTest {
  private static final int PODS = 12;
  private static final int CHANGES = 500;

  private final TargetTotals totals =
      (TargetTotals) new HealthFixture(HealthSettings.DEFAULT).balancer.totals();
  private final int[] uids = new int[PODS];

  private Endpoint pod(int number) {
    PodRef pod = PodRef.of("pod-" + number, "uid-" + uids[number]);
    return new Endpoint(
        new EndpointRecord(
            "10.1.0." + number, Conditions.READY, "node-0", "zone-a", TopologyHints.NONE, pod),
        80);
  }

  /** Some of the pods, of which some are other ones now; in their order, or in any. */
  private Selection.Eligible any(Random random, boolean ordered) {
    List<Integer> pods = new ArrayList<>(IntStream.range(0, PODS).boxed().toList());
    pods.removeIf(pod -> pod > 0 && random.nextInt(4) == 0);
    if (random.nextBoolean()) {
      uids[random.nextInt(PODS)]++;
    }
    if (!ordered) {
      Collections.shuffle(pods, random);
    }
    List<Endpoint> all = pods.stream().map(this::pod).toList();
    int nearest = 1 + random.nextInt(all.size());
    List<Reserve> reserves =
        nearest == all.size()
            ? List.of()
            : List.of(new Reserve(all.subList(nearest, all.size()), Tier.CLUSTER));
    return new Selection.Eligible(all.subList(0, nearest), Tier.ZONE_HINT, reserves);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInstanceKeepsItsStatisticsAsLongAsItIsInTheSet(boolean ordered) {
    Random random = new Random(ordered ? 1 : 2);
    CandidateSet set = CandidateSet.EMPTY;
    Set<EndpointStats> everSeen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int change = 0; change < CHANGES; change++) {
      Map<String, EndpointStats> before = statistics(set);
      Selection.Eligible selection = any(random, ordered);
      set = set.next(selection, Balancers.HERE, totals);

      Map<String, EndpointStats> after = statistics(set);
      for (String instance : after.keySet()) {
        if (before.containsKey(instance)) {
          assertThat(after.get(instance)).isSameAs(before.get(instance));
        } else {
          assertThat(everSeen).doesNotContain(after.get(instance));
        }
      }
      everSeen.addAll(after.values());
      assertThat(new HashSet<>(after.values())).hasSameSizeAs(set.candidates());
      assertOrder(set, selection);
    }
  }

  private static void assertOrder(CandidateSet set, Selection.Eligible selection) {
    List<Endpoint> all = new ArrayList<>(selection.endpoints());
    selection.reserves().forEach(reserve -> all.addAll(reserve.endpoints()));
    int nearest = selection.endpoints().size();
    assertThat(set.candidates().stream().map(LiveCandidate::endpoint))
        .containsExactlyElementsOf(all);
    assertThat(set.candidates().subList(0, nearest)).allMatch(one -> one.reserve() == 0);
    assertThat(set.candidates().subList(nearest, all.size())).allMatch(one -> one.reserve() == 1);
  }

  private static Map<String, EndpointStats> statistics(CandidateSet set) {
    Map<String, EndpointStats> statistics = new HashMap<>();
    for (LiveCandidate candidate : set.candidates()) {
      PodRef pod = candidate.endpoint().pod();
      statistics.put(candidate.endpoint() + " " + pod, candidate.stats());
    }
    return statistics;
  }
}
