package dev.fairlead.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private final EventQueue events = new EventQueue();

  @Test
  void eventsHappenInTheOrderOfTheirTimes() {
    SplittableRandom random = new SplittableRandom(1);
    List<Long> happened = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      events.at(random.nextLong(1_000_000), () -> happened.add(events.now()));
    }
    events.run();
    assertThat(happened).hasSize(5_000).isSorted();
  }

  @Test
  void eventsOfOneMomentHappenInTheOrderTheyWereAskedFor() {
    List<Integer> happened = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      events.at(5, () -> happened.add(number));
    }
    events.run();
    assertThat(happened).hasSize(100).isSorted();
  }

  @Test
  void anEventInThePastHappensNow() {
    List<Long> happened = new ArrayList<>();
    events.at(10, () -> events.at(3, () -> happened.add(events.now())));
    events.run();
    assertThat(happened).containsExactly(10L);
  }
}
