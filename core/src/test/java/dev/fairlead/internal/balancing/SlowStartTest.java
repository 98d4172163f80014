package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.api.Outcome;
import dev.fairlead.api.SlowStart;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What new endpoints get, and when none counts as new. */
class SlowStartTest {
  private final HealthFixture set = new HealthFixture(HealthSettings.DEFAULT);

  private void four() {
    set.pods(4);
    set.pass(30); // the first window
  }

  private void weighs(int pod, double weight) {
    assertThat(set.report(pod).weight()).isCloseTo(weight, within(1e-6));
  }

  @Test
  void aNewOneGetsMoreAndMore() {
    four();
    set.pods(5);

    weighs(5, 0.1);
    weighs(1, 1);
    assertThat(set.calls(4_100)).containsEntry(5, 100).containsEntry(1, 1_000);
    set.pass(15);
    weighs(5, 0.5);
    assertThat(set.calls(4_500)).containsEntry(5, 500).containsEntry(1, 1_000);
    set.pass(15);
    weighs(5, 1);
    assertThat(set.calls(500)).isEqualTo(Map.of(1, 100, 2, 100, 3, 100, 4, 100, 5, 100));
  }

  @Test
  void whoeverHasJustStartedTakesNoneForNew() {
    set.pods(4);
    set.pass(29);
    set.pods(5);

    weighs(5, 1);
    assertThat(set.calls(500)).containsEntry(5, 100);
  }

  @Test
  void whenMostAreNewNoneIsHeldBack() {
    four();
    set.pods(8);
    weighs(8, 0.1);
    set.pods(9);
    weighs(8, 1);
    weighs(9, 1);
    set.pods(8);
    weighs(8, 0.1);
  }

  @Test
  void eachHasItsOwnStart() {
    four();
    set.pods(5);
    set.pass(12);
    set.pods(6);

    weighs(5, 0.4);
    weighs(6, 0.1);
  }

  @Test
  void onePodThatIsUsedAgainStartsInHalfTheTime() {
    four();
    set.calls(20, 2, Outcome.SERVER_FAILURE);
    set.pass(10);
    set.calls(40);

    assertThat(set.told).last().isEqualTo("in 2");
    weighs(2, 0.1);
    set.pass(6);
    weighs(2, 0.4);
    set.pass(9);
    weighs(2, 1);
  }

  @Test
  void offMeansOff() {
    HealthFixture off = new HealthFixture(HealthSettings.DEFAULT.with(SlowStart.OFF)).pods(4);
    off.pass(60);
    off.pods(5);

    assertThat(off.report(5).weight()).isEqualTo(1);
  }
}
