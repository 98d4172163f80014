package dev.fairlead.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Explanation;
import dev.fairlead.api.Location;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Query;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Slice;
import dev.fairlead.api.Tier;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.RandomCase;
import dev.fairlead.fakes.Slices;
import dev.fairlead.fakes.Vectors;
import dev.fairlead.internal.conformance.ConformanceCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds of every selection, over seeded random cases and over every published one. */
class SelectionPropertiesTest {
  private static final int CASES = 20_000;
  private static final Query HTTP = Query.of(new PortRef.Named("http"));

  @Test
  void theOrderOfSlicesAndEndpointsNeverMatters() {
    forEachCase(
        seed -> {
          RandomCase c = RandomCase.of(seed);
          assertThat(set(select(c, shuffled(c.slices(), new Random(seed)))))
              .as("seed %d", seed)
              .isEqualTo(set(select(c, c.slices())));
        });
  }

  @Test
  void theOrderNeverMattersInThePublishedCases() {
    for (ConformanceCase vector : Vectors.all()) {
      for (int seed = 0; seed < 20; seed++) {
        List<Slice> shuffled = shuffled(vector.slices(), new Random(seed));
        Selection selection =
            EndpointSelector.select(vector.service(), shuffled, vector.query(), vector.location());
        assertThat(ConformanceCase.Answer.of(selection))
            .as(vector.name())
            .isEqualTo(vector.expected());
      }
    }
  }

  @Test
  void slicesOfOtherServicesNeverMatter() {
    Slice foreign = Slices.slice("aaa", Slices.ready("10.9.9.9", "node-0"));
    Slice renamed =
        new Slice(
            foreign.name(),
            new ServiceKey("shop", "payments"),
            foreign.family(),
            foreign.ports(),
            foreign.endpoints(),
            foreign.origin());
    forEachCase(
        seed -> {
          RandomCase c = RandomCase.of(seed);
          List<Slice> more = new ArrayList<>(c.slices());
          more.add(renamed);
          assertThat(select(c, more)).as("seed %d", seed).isEqualTo(select(c, c.slices()));
        });
  }

  @Test
  void aNotReadyEndpointMoreNeverChangesTheAnswer() {
    forEachCase(
        seed -> {
          RandomCase c = RandomCase.of(seed);
          EndpointRecord notReady =
              Slices.record("10.1.99.99", "node-0", new Conditions(false, false, seed % 2 == 0));
          List<Slice> more = new ArrayList<>(c.slices());
          more.add(Slices.slice("orders-more", notReady));
          Selection before = select(c, c.slices());
          Selection after = select(c, more);
          assertThat(set(after)).as("seed %d", seed).isEqualTo(set(before));
          assertThat(reason(after)).as("seed %d", seed).isEqualTo(reason(before));
        });
  }

  @Test
  void localNeverYieldsAForeignNode() {
    forEachCase(
        seed -> {
          RandomCase c = RandomCase.of(seed);
          if (c.policy() == TrafficPolicy.LOCAL) {
            assertThat(set(select(c, c.slices())))
                .as("seed %d", seed)
                .allSatisfy(e -> assertThat(e.node()).isEqualTo(c.location().node()));
          }
        });
  }

  @Test
  void hintsNeverEmptyASet() {
    forEachCase(
        seed -> {
          RandomCase c = RandomCase.of(seed);
          Selection withHints = select(c, c.slices());
          Selection without = select(c, c.slices().stream().map(this::withoutHints).toList());
          assertThat(withHints instanceof Selection.Eligible)
              .as("seed %d", seed)
              .isEqualTo(without instanceof Selection.Eligible);
        });
  }

  @Test
  void everyEndpointOfTheInputIsEitherSelectedOrHasAWhy() {
    forEachCase(
        seed -> {
          RandomCase c = RandomCase.of(seed);
          Explanation explanation =
              EndpointSelector.explain(Slices.service(c.policy()), c.slices(), HTTP, c.location());
          assertEachOnce("seed " + seed, c.slices(), explanation);
          assertThat(explanation.selection()).isEqualTo(select(c, c.slices()));
        });
  }

  @Test
  void everyEndpointOfThePublishedCasesIsEitherSelectedOrHasAWhy() {
    for (ConformanceCase vector : Vectors.all()) {
      if (vector.service() != null) {
        List<Slice> own =
            vector.slices().stream()
                .filter(slice -> slice.service().equals(vector.service().key()))
                .toList();
        Explanation explanation =
            EndpointSelector.explain(
                vector.service(), vector.slices(), vector.query(), vector.location());
        assertEachOnce(vector.name(), own, explanation);
      }
    }
  }

  private static void assertEachOnce(String name, List<Slice> slices, Explanation explanation) {
    IdentityHashMap<EndpointRecord, Integer> seen = new IdentityHashMap<>();
    if (explanation.selection() instanceof Selection.Eligible eligible) {
      eligible.endpoints().forEach(e -> seen.merge(e.record(), 1, Integer::sum));
    }
    explanation.excluded().forEach(e -> seen.merge(e.endpoint(), 1, Integer::sum));
    for (Slice slice : slices) {
      for (EndpointRecord record : slice.endpoints()) {
        assertThat(seen.remove(record)).as("%s: %s", name, record).isEqualTo(1);
      }
    }
    assertThat(seen).as(name).isEmpty();
  }

  private static void forEachCase(LongConsumer property) {
    LongStream.range(0, CASES).forEach(property);
  }

  private static Selection select(RandomCase c, List<Slice> slices) {
    return EndpointSelector.select(Slices.service(c.policy()), slices, HTTP, c.location());
  }

  private static Set<Endpoint> set(Selection selection) {
    return selection instanceof Selection.Eligible eligible
        ? new HashSet<>(eligible.endpoints())
        : Set.of();
  }

  private static @Nullable Reason reason(Selection selection) {
    return selection instanceof Selection.Empty empty ? empty.reason() : null;
  }

  private Slice withoutHints(Slice slice) {
    return Slices.slice(
        slice.name(),
        slice.endpoints().stream()
            .map(
                r ->
                    new EndpointRecord(
                        r.address(),
                        r.conditions(),
                        r.node(),
                        r.zone(),
                        TopologyHints.NONE,
                        r.pod()))
            .toList());
  }

  private static List<Slice> shuffled(List<Slice> slices, Random random) {
    List<Slice> result = new ArrayList<>();
    for (Slice slice : slices) {
      List<EndpointRecord> endpoints = new ArrayList<>(slice.endpoints());
      Collections.shuffle(endpoints, random);
      result.add(
          new Slice(
              slice.name(),
              slice.service(),
              slice.family(),
              slice.ports(),
              endpoints,
              slice.origin()));
    }
    Collections.shuffle(result, random);
    return result;
  }

  @Test
  void theRandomCasesReachEveryAnswer() {
    Set<Object> answers = new HashSet<>();
    forEachCase(
        seed -> {
          Selection selection = select(RandomCase.of(seed), RandomCase.of(seed).slices());
          answers.add(
              selection instanceof Selection.Eligible eligible
                  ? eligible.tier()
                  : reason(selection));
        });
    assertThat(answers)
        .containsExactlyInAnyOrder(
            Tier.LOCAL,
            Tier.LOCAL_TERMINATING,
            Tier.NODE_HINT,
            Tier.ZONE_HINT,
            Tier.CLUSTER,
            Tier.CLUSTER_TERMINATING,
            Reason.NO_ENDPOINTS,
            Reason.NODE_UNKNOWN,
            Reason.NO_LOCAL_ENDPOINTS);
  }

  @Test
  void anUnknownLocationMatchesNoHint() {
    RandomCase hinted = RandomCase.of(3);
    Selection selection =
        EndpointSelector.select(
            Slices.service(TrafficPolicy.CLUSTER), hinted.slices(), HTTP, Location.UNKNOWN);
    assertThat(selection)
        .isInstanceOfSatisfying(
            Selection.Eligible.class,
            eligible -> assertThat(eligible.tier()).isEqualTo(Tier.CLUSTER));
  }
}
