package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Selection;
import dev.fairlead.api.SpillOver;
import dev.fairlead.api.Tier;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What leaves the own node and zone, where Kubernetes hints at them, and what never does. */
class SpillOverTest {
  private static final HealthSettings ADAPTIVE = HealthSettings.DEFAULT.with(SpillOver.ADAPTIVE);
  private static final OutlierPolicy ANY_SHARE =
      new OutlierPolicy(5, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofDays(1), 100);

  /** Pods 1 and 2 are hinted for zone-a, which is ours, 3 to 5 for zone-b; 1 runs on our node. */
  private static Resolution twoZones(boolean nodeHints, TrafficPolicy policy) {
    List<EndpointRecord> pods = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      String zone = i <= 2 ? "zone-a" : "zone-b";
      String node = "node-" + (i - 1);
      TopologyHints hints = new TopologyHints(nodeHints ? List.of(node) : List.of(), List.of(zone));
      pods.add(
          new EndpointRecord(
              "10.1.0." + i, Conditions.READY, node, zone, hints, PodRef.of("pod-" + i, "u" + i)));
    }
    return Slices.found(policy, Slices.slice("a", pods));
  }

  private static HealthFixture zones(HealthSettings settings) {
    HealthFixture set =
        new HealthFixture(
            settings, BalancingPolicy.leastRequest(new Random(1)::nextInt), new Random(2)::nextInt);
    set.balancer.resolved(twoZones(false, TrafficPolicy.CLUSTER));
    return set;
  }

  /** The pods of so many calls that do not end. */
  private static List<Integer> open(HealthFixture set, int calls) {
    List<Integer> pods = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      pods.add(HealthFixture.pod(set.balancer.pick().endpoint()));
    }
    return pods;
  }

  private static Selection.Eligible selection(HealthFixture set) {
    return (Selection.Eligible) set.balancer.selection();
  }

  private static List<Integer> pods(List<Endpoint> endpoints) {
    return endpoints.stream().map(HealthFixture::pod).toList();
  }

  @Test
  void strictNeverLeavesTheZone() {
    HealthFixture strict = zones(HealthSettings.DEFAULT);

    assertThat(selection(strict).reserves()).isEmpty();
    assertThat(open(strict, 1_000)).containsOnly(1, 2);
    assertThat(strict.balancer.totals().spilled()).isZero();
  }

  @Test
  void adaptiveStaysWhileThereIsLittleToDo() {
    HealthFixture adaptive = zones(ADAPTIVE);

    assertThat(adaptive.calls(1_000)).containsOnlyKeys(1, 2);
    assertThat(pods(selection(adaptive).endpoints())).containsExactly(1, 2);
    assertThat(pods(selection(adaptive).reachable())).containsExactly(1, 2, 3, 4, 5);
    assertThat(adaptive.balancer.totals().spilled()).isZero();
  }

  @Test
  void whatIsTooMuchGoesFarther() {
    HealthFixture adaptive = zones(ADAPTIVE);

    // The next call nearby would be the fourth: more than three times the one elsewhere.
    assertThat(open(adaptive, 6)).containsOnly(1, 2);
    assertThat(open(adaptive, 1)).doesNotContain(1, 2);
    assertThat(adaptive.balancer.totals().spilled()).isEqualTo(1);
    assertThat(open(adaptive, 1_000)).contains(1, 2, 3, 4, 5);
    assertThat(adaptive.report(1).inFlight()).isGreaterThan(2 * adaptive.report(3).inFlight());
  }

  @Test
  void whatDoesBadlyNearbyGoesFartherThoughNothingIsInFlight() {
    HealthFixture adaptive = zones(ADAPTIVE);
    // Never left out: it works, but is asked too much.
    Map<Integer, Integer> calls =
        adaptive.calls(100, pod -> pod <= 2 ? Outcome.RATE_LIMITED : Outcome.SUCCESS);

    assertThat(calls.getOrDefault(1, 0)).isLessThanOrEqualTo(1);
    assertThat(calls.getOrDefault(2, 0)).isLessThanOrEqualTo(1);
    assertThat(adaptive.balancer.totals().spilled()).isGreaterThanOrEqualTo(98);
  }

  @Test
  void aCallThatWasTriedEverywhereNearbyGoesFarther() {
    HealthFixture adaptive = zones(ADAPTIVE);
    PickRequest tried = PickRequest.ANY;
    for (Endpoint endpoint : selection(adaptive).endpoints()) {
      tried = tried.avoiding(endpoint);
    }

    for (int i = 0; i < 100; i++) {
      try (Pick pick = adaptive.balancer.pick(tried)) {
        assertThat(HealthFixture.pod(pick.endpoint())).isGreaterThan(2);
      }
    }
  }

  @Test
  void withHalfOfTheNearOnesLeftOutThreeOfTenGo() {
    HealthFixture adaptive = zones(ADAPTIVE);
    // At once: one after the other they would go farther after the first.
    List<Pick> threeEach = IntStream.range(0, 6).mapToObj(i -> adaptive.balancer.pick()).toList();
    threeEach.forEach(
        pick ->
            pick.complete(
                HealthFixture.pod(pick.endpoint()) == 1
                    ? Outcome.CONNECT_FAILURE
                    : Outcome.SUCCESS));
    assertThat(adaptive.told).hasSize(1);

    int far = 10_000 - adaptive.calls(10_000).getOrDefault(2, 0);

    assertThat(far).isBetween(2_800, 3_200);
  }

  @Test
  void withAllOfThemLeftOutAllGo() {
    HealthFixture adaptive = zones(ADAPTIVE.with(ANY_SHARE));
    adaptive.calls(200, pod -> pod <= 2 ? Outcome.SERVER_FAILURE : Outcome.SUCCESS);

    assertThat(adaptive.calls(100)).containsOnlyKeys(3, 4, 5);
    assertThat(adaptive.balancer.totals().panics()).isZero();
  }

  @Test
  void fromTheNodeToTheZoneToTheCluster() {
    HealthFixture adaptive = zones(ADAPTIVE);
    adaptive.balancer.resolved(twoZones(true, TrafficPolicy.CLUSTER));

    assertThat(selection(adaptive).tier()).isEqualTo(Tier.NODE_HINT);
    assertThat(selection(adaptive).reserves())
        .extracting(Selection.Reserve::tier)
        .containsExactly(Tier.ZONE_HINT, Tier.CLUSTER);
    assertThat(pods(selection(adaptive).reachable())).containsExactly(1, 2, 3, 4, 5);
    assertThat(open(adaptive, 3)).containsOnly(1);
    assertThat(open(adaptive, 1)).containsOnly(2);
    assertThat(open(adaptive, 100)).contains(1, 2);
  }

  @Test
  void localIsABorder() {
    HealthFixture adaptive = zones(ADAPTIVE.with(ANY_SHARE));
    adaptive.balancer.resolved(twoZones(true, TrafficPolicy.LOCAL));

    assertThat(selection(adaptive).reserves()).isEmpty();
    assertThat(open(adaptive, 100)).containsOnly(1);
    Set<Integer> failing =
        new HashSet<>(adaptive.calls(100, pod -> Outcome.SERVER_FAILURE).keySet());
    assertThat(failing).containsExactly(1);
  }

  @Test
  void withoutHintsThereIsNothingWider() {
    HealthFixture adaptive = new HealthFixture(ADAPTIVE).pods(4);

    assertThat(selection(adaptive).tier()).isEqualTo(Tier.CLUSTER);
    assertThat(selection(adaptive).reserves()).isEmpty();
  }

  @Test
  void aReserveThatChangesIsAChange() {
    HealthFixture adaptive = zones(ADAPTIVE);
    Selection before = adaptive.balancer.selection();
    adaptive.balancer.resolved(twoZones(false, TrafficPolicy.CLUSTER));
    assertThat(adaptive.balancer.selection()).isSameAs(before);
    adaptive.balancer.resolved(
        Slices.found(
            Slices.slice(
                "a",
                ((Resolution.Found) twoZones(false, TrafficPolicy.CLUSTER))
                    .snapshot()
                    .slices()
                    .get(0)
                    .endpoints()
                    .subList(0, 4))));

    assertThat(pods(selection(adaptive).reachable())).containsExactly(1, 2, 3, 4);
  }
}
