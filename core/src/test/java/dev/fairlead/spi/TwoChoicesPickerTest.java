package dev.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoChoicesPickerTest extends BalancingPolicyContract {

  private record Loaded(Endpoint endpoint, int inFlight, double weight) implements Candidate {
    static Loaded of(int n, int inFlight, double weight) {
      return new Loaded(Endpoint.of("10.0.0." + n, 80), inFlight, weight);
    }
  }

  @Override
  protected BalancingPolicy policy(IntUnaryOperator random) {
    return BalancingPolicy.leastRequest(random);
  }

  /** All are idle, so each pick is a uniform draw; see {@link RandomPickerTest}. */
  @Override
  protected double tolerance() {
    return 1.15;
  }

  private static IntUnaryOperator draws(int... numbers) {
    PrimitiveIterator.OfInt next = IntStream.of(numbers).iterator();
    return bound -> next.nextInt();
  }

  @Test
  void theOneWithFewerRequestsInFlightWins() {
    List<Loaded> all = List.of(Loaded.of(0, 3, 1), Loaded.of(1, 2, 1), Loaded.of(2, 0, 1));

    assertThat(BalancingPolicy.leastRequest(draws(0, 0)).newPicker(all).pick(PickRequest.ANY, 0))
        .isSameAs(all.get(1));
    assertThat(BalancingPolicy.leastRequest(draws(1, 0)).newPicker(all).pick(PickRequest.ANY, 0))
        .isSameAs(all.get(1));
    assertThat(BalancingPolicy.leastRequest(draws(0, 1)).newPicker(all).pick(PickRequest.ANY, 0))
        .isSameAs(all.get(2));
  }

  @Test
  void aTieGoesToTheFirstDraw() {
    List<Loaded> all = List.of(Loaded.of(0, 1, 1), Loaded.of(1, 1, 1));

    assertThat(BalancingPolicy.leastRequest(draws(1, 0)).newPicker(all).pick(PickRequest.ANY, 0))
        .isSameAs(all.get(1));
    assertThat(BalancingPolicy.leastRequest(draws(0, 0)).newPicker(all).pick(PickRequest.ANY, 0))
        .isSameAs(all.get(0));
  }

  @Test
  void twiceTheWeightCarriesTwiceTheRequests() {
    List<Loaded> all = List.of(Loaded.of(0, 2, 1), Loaded.of(1, 3, 2));

    assertThat(BalancingPolicy.leastRequest(draws(0, 0)).newPicker(all).pick(PickRequest.ANY, 0))
        .isSameAs(all.get(1));
  }

  @Test
  void theTwoDrawsAreNeverTheSame() {
    List<Loaded> all = List.of(Loaded.of(0, 9, 1), Loaded.of(1, 0, 1));
    for (int first = 0; first < 2; first++) {
      assertThat(
              BalancingPolicy.leastRequest(draws(first, 0)).newPicker(all).pick(PickRequest.ANY, 0))
          .isSameAs(all.get(1));
    }
  }
}
