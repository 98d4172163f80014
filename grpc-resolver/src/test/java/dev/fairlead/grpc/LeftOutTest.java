package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Health;
import dev.fairlead.api.OutlierPolicy;
import dev.fairlead.fakes.Soon;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A pod that fails gets no calls for a while, then one, then its share again. */
class LeftOutTest {
  private static final OutlierPolicy SHORT =
      new OutlierPolicy(
          5, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(1), 30);

  private static Health health(GrpcPods pods, GrpcPod pod) {
    return pods.balancer().report().endpoints().stream()
        .filter(one -> one.endpoint().address().equals(pod.address()))
        .findFirst()
        .orElseThrow()
        .health();
  }

  @Test
  void aPodThatFailsIsLeftOutUntilACallSucceedsThere() {
    try (GrpcPods pods = new GrpcPods(settings -> settings.outliers(SHORT))) {
      pods.start(3);
      ManagedChannel channel = pods.channel();
      GrpcPods.awaitSpread(channel, 3);
      GrpcPod failing = pods.pods.get(0);
      failing.fails = Status.UNAVAILABLE;
      int[] failed = {0};
      Soon.until(
          () -> {
            failed[0] += pods.inVain(channel) ? 1 : 0;
            return health(pods, failing) != Health.HEALTHY;
          });
      assertThat(failed[0]).isGreaterThanOrEqualTo(5);

      failing.fails = null;
      Soon.until(
          () -> {
            assertThat(pods.inVain(channel)).isFalse();
            return health(pods, failing) == Health.HEALTHY;
          });
    }
  }
}
