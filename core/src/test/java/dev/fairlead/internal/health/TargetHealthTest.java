package dev.fairlead.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Ejection;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.api.SlowStart;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens between a request that fails and the look at its endpoint, which comes later. */
class TargetHealthTest implements TargetHealth.Observer {
  private record Pod(Endpoint endpoint, EndpointStats stats) implements TargetHealth.Member {}

  private final Queue<Runnable> control = new ArrayDeque<>();
  private final List<Ejection.Cause> told = new ArrayList<>();
  private final Peers peers = new Peers(() -> 0);
  private final TargetHealth health =
      new TargetHealth(OutlierPolicy.DEFAULT, SlowStart.OFF, peers, control::add, bound -> 0, this);
  private final List<Pod> pods =
      IntStream.rangeClosed(1, 4)
          .mapToObj(i -> new Pod(Endpoint.of("10.1.0." + i, 80), new EndpointStats(peers)))
          .toList();

  @Override
  public void ejected(Endpoint endpoint, Ejection.Cause cause, Duration duration, int times) {
    told.add(cause);
  }

  @Override
  public void readmitted(Endpoint endpoint) {}

  @Override
  public void changed() {}

  private void fails(int times, Outcome outcome) {
    health.follow(pods);
    EndpointStats failing = pods.get(0).stats();
    for (int i = 0; i < times; i++) {
      failing.begin();
      if (failing.end(outcome, 0, 0, 0)) {
        health.look(failing);
      }
    }
    while (!control.isEmpty()) {
      control.remove().run();
    }
  }

  @Test
  void moreFailuresBeforeTheLookLeaveItOutAllTheSame() {
    fails(6, Outcome.SERVER_FAILURE);

    assertThat(told).containsExactly(Ejection.Cause.FAILURES_IN_A_ROW);
  }

  @Test
  void moreFailuresToConnectBeforeTheLookDoToo() {
    fails(4, Outcome.CONNECT_FAILURE);

    assertThat(told).containsExactly(Ejection.Cause.CONNECT_FAILURES_IN_A_ROW);
  }

  @Test
  void twoThatFailAtTheSameMomentDoNotPassTheCountBy() {
    fails(4, Outcome.SERVER_FAILURE);
    EndpointStats failing = pods.get(0).stats();
    for (int i = 0; i < 2; i++) {
      failing.begin();
      assertThat(failing.end(Outcome.SERVER_FAILURE, 0, 0, 0)).isTrue();
    }
    health.look(failing);
    health.look(failing);
    assertThat(control).as("one look").hasSize(1);
    control.remove().run();

    assertThat(told).containsExactly(Ejection.Cause.FAILURES_IN_A_ROW);
  }
}
