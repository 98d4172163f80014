package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private static final int RESERVE = 100;

  private long now = TimeUnit.MILLISECONDS.toNanos(-3_500);
  private final RetryBudget budget = new RetryBudget(now);

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void calls(int count) {
    for (int i = 0; i < count; i++) {
      budget.call(now);
    }
  }

  /** Takes as many as there are, and then {@code vain} more that are refused. */
  private int takeAll(int vain) {
    int taken = 0;
    while (budget.take(now)) {
      taken++;
    }
    for (int i = 1; i < vain; i++) {
      assertThat(budget.take(now)).isFalse();
    }
    return taken;
  }

  @Test
  void withoutACallThereAreTenForEachOfTenSeconds() {
    assertThat(takeAll(1)).isEqualTo(RESERVE);
  }

  @Test
  void everyFifthCallGivesOneMore() {
    calls(1_004);
    assertThat(takeAll(1)).isEqualTo(RESERVE + 200);

    calls(1);
    assertThat(takeAll(1)).isEqualTo(1);
  }

  @Test
  void whatIsRefusedCostsNothing() {
    assertThat(takeAll(1_000)).isEqualTo(RESERVE);
    calls(5);
    assertThat(takeAll(1)).isEqualTo(1);
    pass(10_000);

    assertThat(takeAll(1)).isEqualTo(RESERVE);
  }

  @Test
  void whatWasTakenComesBackAfterTenSeconds() {
    assertThat(takeAll(1)).isEqualTo(RESERVE);
    pass(9_499);
    assertThat(budget.take(now)).as("the last moment of the tenth second").isFalse();
    pass(1);

    assertThat(takeAll(1)).isEqualTo(RESERVE);
  }

  @Test
  void whatTheCallsGaveGoesWithThem() {
    calls(500);
    pass(5_000);
    calls(50);
    pass(5_000);

    assertThat(takeAll(1)).isEqualTo(RESERVE + 10);
  }

  @Test
  void underSteadyCallsAFifthAndTenASecondGetThrough() {
    int taken = 0;
    for (int second = 0; second < 100; second++) {
      calls(50);
      taken += takeAll(20);
      pass(1_000);
    }

    assertThat(taken).isBetween(100 * 20 - RESERVE, 100 * 20 + RESERVE);
  }

  @Test
  void quietHoursSaveNothingUp() {
    pass(TimeUnit.HOURS.toMillis(3));
    assertThat(takeAll(1)).isEqualTo(RESERVE);
    pass(TimeUnit.HOURS.toMillis(3));

    assertThat(takeAll(1)).isEqualTo(RESERVE);
  }

  @Test
  void manyAtOnceGetNoMoreThanThereAreAndLoseNone() {
    List<CompletableFuture<Integer>> takers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> takeSome(RESERVE)))
            .toList();
    int taken = takers.stream().mapToInt(CompletableFuture::join).sum();

    assertThat(taken).isLessThanOrEqualTo(RESERVE);
    assertThat(taken + takeAll(1)).isEqualTo(RESERVE);
  }

  private int takeSome(int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += budget.take(now) ? 1 : 0;
    }
    return taken;
  }
}
