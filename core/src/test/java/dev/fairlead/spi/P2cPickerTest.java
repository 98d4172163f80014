package dev.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class P2cPickerTest extends BalancingPolicyContract {

  private record Costly(Endpoint endpoint, int inFlight, double price, double weight)
      implements Candidate {
    static Costly of(int n, int inFlight, double cost) {
      return of(n, inFlight, cost, 1);
    }

    static Costly of(int n, int inFlight, double cost, double weight) {
      return new Costly(Endpoint.of("10.0.0." + n, 80), inFlight, cost, weight);
    }

    /** At time 0, and every nanosecond one less. */
    @Override
    public double cost(long now) {
      return price - now;
    }
  }

  /** As {@link Costly}, at the same cost whenever it is asked for. */
  private record Steady(Endpoint endpoint, int inFlight, double price) implements Candidate {
    @Override
    public double cost(long now) {
      return price;
    }
  }

  @Override
  protected BalancingPolicy policy(IntUnaryOperator random) {
    return BalancingPolicy.p2c(random);
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

  private static Candidate pick(List<? extends Candidate> all, int first, int second) {
    return BalancingPolicy.p2c(draws(first, second)).newPicker(all).pick(PickRequest.ANY, 0);
  }

  @Test
  void theCheaperOfTwoIdleOnesWins() {
    List<Costly> all = List.of(Costly.of(0, 0, 30), Costly.of(1, 0, 20), Costly.of(2, 0, 10));

    assertThat(pick(all, 0, 0)).isSameAs(all.get(1));
    assertThat(pick(all, 1, 0)).isSameAs(all.get(1));
    assertThat(pick(all, 0, 1)).isSameAs(all.get(2));
  }

  @Test
  void theOneWithFewerRequestsInFlightWinsAtTheSameCost() {
    List<Costly> all = List.of(Costly.of(0, 3, 10), Costly.of(1, 2, 10));

    assertThat(pick(all, 0, 0)).isSameAs(all.get(1));
    assertThat(pick(all, 1, 0)).isSameAs(all.get(1));
  }

  @Test
  void theNextRequestCountsAmongThoseInFlight() {
    List<Costly> all = List.of(Costly.of(0, 0, 34), Costly.of(1, 2, 10), Costly.of(2, 2, 13));

    assertThat(pick(all, 0, 0)).as("34 against 3 times 10").isSameAs(all.get(1));
    assertThat(pick(all, 2, 0)).as("3 times 13 against 34").isSameAs(all.get(0));
  }

  @Test
  void aTieGoesToTheFirstDraw() {
    List<Costly> all = List.of(Costly.of(0, 0, 30), Costly.of(1, 2, 10));

    assertThat(pick(all, 1, 0)).isSameAs(all.get(1));
    assertThat(pick(all, 0, 0)).isSameAs(all.get(0));
  }

  @Test
  void aTenthOfARequestIsAsGoodAsATie() {
    List<Costly> idle = List.of(Costly.of(0, 0, 20), Costly.of(1, 0, 18.1), Costly.of(2, 0, 17.9));

    assertThat(pick(idle, 0, 0)).as("20 against 18.1").isSameAs(idle.get(0));
    assertThat(pick(idle, 0, 1)).as("20 against 17.9").isSameAs(idle.get(2));
  }

  @Test
  void aTenthOfARequestIsLittleAmongMany() {
    List<Costly> busy = List.of(Costly.of(0, 99, 20), Costly.of(1, 98, 20), Costly.of(2, 99, 19));

    assertThat(pick(busy, 0, 0)).as("one request fewer").isSameAs(busy.get(1));
    assertThat(pick(busy, 0, 1)).as("each a twentieth cheaper").isSameAs(busy.get(2));
  }

  @Test
  void twiceTheWeightCarriesTwiceTheCost() {
    List<Costly> all = List.of(Costly.of(0, 0, 20, 1), Costly.of(1, 0, 35, 2));

    assertThat(pick(all, 0, 0)).isSameAs(all.get(1));
  }

  @Test
  void theCostIsThatAtTheTimeOfThePick() {
    List<Candidate> all =
        List.of(Costly.of(0, 0, 30), new Steady(Endpoint.of("10.0.0.1", 80), 0, 20));
    Picker picker = BalancingPolicy.p2c(draws(0, 0, 0, 0)).newPicker(all);

    assertThat(picker.pick(PickRequest.ANY, 7)).isSameAs(all.get(1));
    assertThat(picker.pick(PickRequest.ANY, 11)).isSameAs(all.get(0));
  }

  @Test
  void aRetryGoesToTheCheaperOfTwoThatWereNotTried() {
    List<Costly> all = List.of(Costly.of(0, 0, 1), Costly.of(1, 0, 20), Costly.of(2, 0, 10));
    PickRequest retry = PickRequest.ANY.avoiding(all.get(0).endpoint());

    assertThat(BalancingPolicy.p2c(draws(1, 2)).newPicker(all).pick(retry, 0)).isSameAs(all.get(2));
    assertThat(BalancingPolicy.p2c(draws(2, 1)).newPicker(all).pick(retry, 0)).isSameAs(all.get(2));
  }
}
