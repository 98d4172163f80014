package dev.fairlead.internal.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Health;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.SlowStart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of endpoints outlives a storm of changes of the others. */
class StatisticsSurviveTest {
  private static final int UPDATES = 1_000;

  private final HealthFixture set =
      new HealthFixture(HealthSettings.DEFAULT.with(SlowStart.OFF)).pods(10);

  /** Pods 1 to 10 stay; of 11 to 110 another hundred are there each time, for a second in all. */
  private void storm() {
    for (int update = 0; update < UPDATES; update++) {
      int from = 11 + update % 50;
      set.pods(
          IntStream.concat(IntStream.rangeClosed(1, 10), IntStream.range(from, from + 100))
              .toArray());
      set.pass(1.0 / UPDATES);
    }
  }

  @Test
  void countsAndEstimatesStay() {
    set.calls(1_000, 3, Outcome.RATE_LIMITED);
    double failures = set.report(3).failureShare();
    storm();

    for (int pod = 1; pod <= 10; pod++) {
      Outcome outcome = pod == 3 ? Outcome.RATE_LIMITED : Outcome.SUCCESS;
      assertThat(set.report(pod).outcomes()).containsEntry(outcome, 100L);
    }
    assertThat(set.report(3).failureShare()).isBetween(0.7 * failures, failures);
  }

  @Test
  void whatIsInFlightIsCountedWhereItBegan() {
    List<Pick> open = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      open.add(set.balancer.pick());
    }
    storm();

    assertThat(IntStream.rangeClosed(1, 10).map(pod -> set.report(pod).inFlight())).containsOnly(3);
    open.forEach(pick -> pick.complete(Outcome.SUCCESS));
    assertThat(IntStream.rangeClosed(1, 10).map(pod -> set.report(pod).inFlight())).containsOnly(0);
  }

  @Test
  void anEjectionStays() {
    set.calls(50, 3, Outcome.SERVER_FAILURE);
    storm();

    assertThat(set.report(3).health()).isEqualTo(Health.EJECTED);
    assertThat(set.calls(1_000)).doesNotContainKey(3);
  }
}
