package dev.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.PickRequest;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class RoundRobinPickerTest extends BalancingPolicyContract {

  @Override
  protected BalancingPolicy policy(IntUnaryOperator random) {
    return BalancingPolicy.roundRobin(random);
  }

  @Override
  protected double tolerance() {
    return 1.0;
  }

  @Test
  void goesRoundInOrderFromARandomStart() {
    List<Candidate> all = candidates(3);
    Picker picker = BalancingPolicy.roundRobin(bound -> 2).newPicker(all);

    assertThat(picker.pick(PickRequest.ANY, 0)).isSameAs(all.get(2));
    assertThat(picker.pick(PickRequest.ANY, 0)).isSameAs(all.get(0));
    assertThat(picker.pick(PickRequest.ANY, 0)).isSameAs(all.get(1));
  }

  @Test
  void survivesTheOverflowOfItsCounter() {
    List<Candidate> all = candidates(3);
    Picker picker = BalancingPolicy.roundRobin(bound -> Integer.MAX_VALUE - 1).newPicker(all);

    for (int i = 0; i < 10; i++) {
      assertThat(all).contains(picker.pick(PickRequest.ANY, 0));
    }
  }
}
