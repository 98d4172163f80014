package dev.fairlead.spi;

import java.util.function.IntUnaryOperator;

class RandomPickerTest extends BalancingPolicyContract {

  @Override
  protected BalancingPolicy policy(IntUnaryOperator random) {
    return BalancingPolicy.random(random);
  }

  /** 2,000 draws of equal chance: a deviation of 15 % is beyond six standard deviations. */
  @Override
  protected double tolerance() {
    return 1.15;
  }
}
