package dev.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class RendezvousPickerTest extends BalancingPolicyContract {
  private static final int KEYS = 20_000;

  private record Weighted(Endpoint endpoint, double weight) implements Candidate {
    @Override
    public int inFlight() {
      return 0;
    }
  }

  @Override
  protected BalancingPolicy policy(IntUnaryOperator random) {
    return BalancingPolicy.rendezvous(random);
  }

  /** Without a key each pick is a uniform draw; see {@link RandomPickerTest}. */
  @Override
  protected double tolerance() {
    return 1.15;
  }

  private static PickRequest key(int n) {
    return PickRequest.ANY.withKey("customer-" + n);
  }

  @Test
  void aKeyAlwaysLeadsToTheSameCandidate() {
    List<Candidate> all = candidates(10);
    Picker one = picker(all);
    List<Candidate> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    Picker other = picker(reversed);
    for (int i = 0; i < 1_000; i++) {
      assertThat(one.pick(key(i), 0)).isSameAs(one.pick(key(i), 0)).isSameAs(other.pick(key(i), 0));
    }
  }

  @Test
  void keysSpreadByWeight() {
    List<Weighted> all =
        List.of(
            new Weighted(Endpoint.of("10.0.0.1", 80), 1),
            new Weighted(Endpoint.of("10.0.0.2", 80), 2),
            new Weighted(Endpoint.of("10.0.0.3", 80), 5));
    Picker picker = BalancingPolicy.rendezvous().newPicker(all);
    Map<Candidate, Integer> counts = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      counts.merge(picker.pick(key(i), 0), 1, Integer::sum);
    }
    for (Weighted candidate : all) {
      double expected = KEYS * candidate.weight() / 8;
      assertThat(counts.getOrDefault(candidate, 0) / expected).isBetween(0.94, 1.06);
    }
  }

  @Test
  void whenACandidateGoesOnlyItsOwnKeysMove() {
    List<Candidate> all = candidates(10);
    Picker before = picker(all);
    Picker after = picker(all.subList(0, 9));
    int moved = 0;
    for (int i = 0; i < KEYS; i++) {
      Candidate then = before.pick(key(i), 0);
      Candidate now = after.pick(key(i), 0);
      if (then.equals(all.get(9))) {
        moved++;
      } else {
        assertThat(now).isSameAs(then);
      }
    }
    assertThat(moved / (KEYS / 10.0)).isBetween(0.9, 1.1);
  }

  @Test
  void aTriedCandidateIsReplacedByTheSameOtherOne() {
    List<Candidate> all = candidates(5);
    Picker picker = picker(all);
    Candidate first = picker.pick(key(1), 0);
    Candidate second = picker.pick(key(1).avoiding(first.endpoint()), 0);

    assertThat(second)
        .isNotSameAs(first)
        .isSameAs(picker.pick(key(1).avoiding(first.endpoint()), 0));
  }
}
