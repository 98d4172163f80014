package dev.fairlead.grpc;

import static io.grpc.ConnectivityState.CONNECTING;
import static io.grpc.ConnectivityState.READY;
import static io.grpc.ConnectivityState.TRANSIENT_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ConnectivityState;
import io.grpc.LoadBalancer;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** When connections begin, and when the channel gets a picker. */
class ConnectQueueTest extends PolicyFixture {
  private static final int MANY = 100;
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final Duration TOGETHER = Duration.ofMillis(10);

  private void oneBecomes(ConnectivityState state) {
    leaves.values().stream()
        .filter(leaf -> !leaf.ended && leaf.state == CONNECTING)
        .findFirst()
        .orElseThrow()
        .becomes(state);
  }

  @Test
  void someConnectAndTheNextComesWhenOneIsThrough() {
    resolve(MANY);
    assertThat(leaves).hasSize(ConnectQueue.MOST);
    oneBecomes(READY);
    oneBecomes(TRANSIENT_FAILURE);

    assertThat(leaves).hasSize(ConnectQueue.MOST + 2);
    assertThat(connecting()).isEqualTo(ConnectQueue.MOST);
    while (connecting() > 0) {
      assertThat(connecting()).isLessThanOrEqualTo(ConnectQueue.MOST);
      oneBecomes(READY);
    }
    assertThat(leaves).hasSize(MANY);
  }

  @Test
  void thoseThatTakeLongGiveTheirPlaceUpAndStayOneByOne() {
    resolve(MANY);
    scheduler.advance(PATIENCE.minusNanos(1));
    assertThat(leaves).hasSize(ConnectQueue.MOST);
    scheduler.advance(Duration.ofNanos(1));
    assertThat(leaves).hasSize(2 * ConnectQueue.MOST);
    scheduler.advance(PATIENCE.multipliedBy(10));

    assertThat(leaves).hasSize(MANY);
    assertThat(leaves.values()).noneMatch(leaf -> leaf.ended);
  }

  @Test
  void oneThatLeavesBeforeItsTurnIsNeverConnectedTo() {
    resolve(MANY);
    resolve(1);

    assertThat(leaves.values()).filteredOn(leaf -> !leaf.ended).hasSize(1);
    assertThat(leaves.size()).isLessThanOrEqualTo(ConnectQueue.MOST + 1);
  }

  @Test
  void thePlacesOfThoseThatLeaveAreTaken() {
    resolve(MANY);
    resolve(MANY / 2);

    assertThat(connecting()).isEqualTo(ConnectQueue.MOST);
    scheduler.advance(PATIENCE.multipliedBy(10));
    assertThat(connecting()).isEqualTo(MANY / 2);
  }

  @Test
  void theFirstIsChosenAtOnceAndTheOthersTogether() {
    resolve(MANY);
    int before = states.size();
    oneBecomes(READY);
    assertThat(states.subList(before, states.size())).containsExactly(READY);
    while (connecting() > 0) {
      oneBecomes(READY);
    }
    assertThat(states).hasSize(before + 1);
    scheduler.advance(TOGETHER);

    assertThat(states.subList(before, states.size())).containsExactly(READY, READY);
    assertThat(scheduler.scheduled()).isZero();
  }

  @Test
  void whileOneIsReadyThoseThatFailMakeNoPicker() {
    resolve(MANY);
    oneBecomes(READY);
    int before = states.size();
    LoadBalancer.SubchannelPicker known = picker;
    while (connecting() > 0) {
      oneBecomes(TRANSIENT_FAILURE);
    }
    scheduler.advance(PATIENCE);

    assertThat(states).hasSize(before);
    assertThat(picker).isSameAs(known);
  }

  @Test
  void whatIsLostIsNotChosenAnyMoreAtOnce() {
    resolve(2);
    leaves.values().forEach(leaf -> leaf.becomes(READY));
    scheduler.advance(TOGETHER);
    int before = states.size();
    leaves.values().forEach(leaf -> leaf.becomes(TRANSIENT_FAILURE));

    assertThat(states.subList(before, states.size())).containsExactly(READY, TRANSIENT_FAILURE);
  }

  @Test
  void itWaitsWhileOneMayStillComeAndThenFails() {
    resolve(2);
    assertThat(states).containsOnly(CONNECTING);
    oneBecomes(TRANSIENT_FAILURE);
    assertThat(states).containsOnly(CONNECTING);
    oneBecomes(TRANSIENT_FAILURE);
    assertThat(states).last().isEqualTo(TRANSIENT_FAILURE);

    int before = states.size();
    leaves.values().forEach(leaf -> leaf.becomes(CONNECTING));
    assertThat(states.subList(before, states.size())).doesNotContain(CONNECTING);
    leaves.values().iterator().next().becomes(READY);
    assertThat(states).last().isEqualTo(READY);
    assertThat(Collections.frequency(states, READY)).isEqualTo(1);
  }

  @Test
  void afterItsEndNothingBegins() {
    resolve(MANY);
    context.execute(policy::shutdown);
    scheduler.advance(PATIENCE.multipliedBy(10));

    assertThat(leaves).hasSize(ConnectQueue.MOST);
    assertThat(leaves.values()).allMatch(leaf -> leaf.ended);
    assertThat(scheduler.scheduled()).isZero();
  }
}
