package dev.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every policy keeps to. An implementation's test extends this. */
public abstract class BalancingPolicyContract {

  /** The policy under test, with this randomness. */
  protected abstract BalancingPolicy policy(IntUnaryOperator random);

  /** How far the share of any candidate may be from the mean, as a factor, over many picks. */
  protected abstract double tolerance();

  private record Plain(Endpoint endpoint) implements Candidate {
    @Override
    public int inFlight() {
      return 0;
    }
  }

  protected static List<Candidate> candidates(int count) {
    return IntStream.range(0, count)
        .<Candidate>mapToObj(i -> new Plain(Endpoint.of("10.0." + i / 250 + "." + i % 250, 80)))
        .toList();
  }

  protected final Picker picker(List<Candidate> candidates) {
    Random random = new Random(42);
    return policy(random::nextInt).newPicker(candidates);
  }

  @Test
  void aSingleCandidateIsAlwaysChosen() {
    List<Candidate> one = candidates(1);
    Picker picker = picker(one);

    for (int i = 0; i < 10; i++) {
      assertThat(picker.pick(PickRequest.ANY, 0)).isSameAs(one.get(0));
    }
  }

  @Test
  void requestsSpreadEvenlyOverIdleCandidates() {
    for (int n : new int[] {2, 3, 10, 100}) {
      Picker picker = picker(candidates(n));
      Map<Candidate, Integer> counts = new HashMap<>();
      int picks = 2_000 * n;
      for (int i = 0; i < picks; i++) {
        counts.merge(picker.pick(PickRequest.ANY, 0), 1, Integer::sum);
      }
      assertThat(counts).hasSize(n);
      assertThat(counts.values())
          .allSatisfy(c -> assertThat(c / 2_000.0).isBetween(1 / tolerance(), tolerance()));
    }
  }

  @Test
  void triedEndpointsAreAvoidedWhileAnotherIsLeft() {
    List<Candidate> all = candidates(4);
    Picker picker = picker(all);
    PickRequest request = PickRequest.ANY;
    Set<Candidate> chosen = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      Candidate candidate = picker.pick(request, 0);
      chosen.add(candidate);
      request = request.avoiding(candidate.endpoint());
    }

    assertThat(chosen).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void retriesSpreadOverTheOthersAndNotOverOneNeighbour() {
    List<Candidate> all = candidates(5);
    Picker picker = picker(all);
    PickRequest request = PickRequest.ANY.avoiding(all.get(0).endpoint());
    Map<Candidate, Integer> counts = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      counts.merge(picker.pick(request, 0), 1, Integer::sum);
    }

    assertThat(counts).hasSize(4).doesNotContainKey(all.get(0));
    assertThat(counts.values()).allSatisfy(c -> assertThat(c / 2_500.0).isBetween(0.85, 1.15));
  }

  @Test
  void whenAllWereTriedOneOfThemIsChosenAgain() {
    List<Candidate> all = candidates(3);
    PickRequest everything = PickRequest.ANY;
    for (Candidate candidate : all) {
      everything = everything.avoiding(candidate.endpoint());
    }

    assertThat(all).contains(picker(all).pick(everything, 0));
  }

  @Test
  void anEndpointThatIsNoCandidateMayBeAvoidedToo() {
    List<Candidate> all = candidates(2);
    PickRequest foreign = PickRequest.ANY.avoiding(Endpoint.of("192.0.2.1", 80));

    assertThat(all).contains(picker(all).pick(foreign, 0));
  }
}
