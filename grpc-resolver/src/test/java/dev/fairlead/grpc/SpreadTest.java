package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.Outcome;
import dev.fairlead.fakes.Soon;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of one channel over the pods. */
class SpreadTest {
  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  @Test
  void eachCallGoesToTheNextPod() {
    ManagedChannel channel = pods.start(3).channel();
    GrpcPods.awaitSpread(channel, 3);

    assertThat(GrpcPods.answers(channel, 30))
        .isEqualTo(Map.of("orders-0", 10, "orders-1", 10, "orders-2", 10));
    assertThat(pods.outcomes()).containsOnlyKeys(Outcome.SUCCESS);
    assertThat(pods.inFlight()).isZero();
    assertThat(pods.pods).allSatisfy(pod -> assertThat(pod.authority).isEqualTo("orders.shop.svc"));
  }

  @Test
  void aNewPodIsCalledAndOneThatLeftIsNot() {
    ManagedChannel channel = pods.start(2).channel();
    GrpcPods.awaitSpread(channel, 2);
    pods.add(server -> server);
    pods.publish();
    GrpcPods.awaitSpread(channel, 3);
    pods.endpoints.remove(0);
    pods.publish();

    Soon.until(() -> GrpcPods.answers(channel, 6).equals(Map.of("orders-1", 3, "orders-2", 3)));
    assertThat(GrpcPods.answers(channel, 30)).isEqualTo(Map.of("orders-1", 15, "orders-2", 15));
  }

  @Test
  void withNoPodACallFailsAtOnceWithTheReasonAndAnotherSucceedsOnceThereIsOne() {
    pods.kubernetes.endpoints("shop", "orders", pods.endpoints);
    ManagedChannel channel = pods.channel();

    assertThatThrownBy(() -> Echo.call(channel, "hello"))
        .satisfies(
            e -> assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.UNAVAILABLE))
        .hasMessageContaining("orders.shop:grpc");
    pods.start(1);
    Soon.until(() -> !pods.inVain(channel));
    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
  }
}
