package dev.fairlead.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FairleadTestkit.class)
class CheckoutTest {
  @Test
  void paysAtAnotherPodIfOneBreaks(FakeKubernetes kubernetes, EchoPods pods) throws Exception {
    EchoPod broken = pods.add("orders-1", "worker-1", "zone-a", 9876);
    EchoPod healthy = pods.add("orders-2", "worker-2", "zone-b", 9876);
    kubernetes.service("shop", "orders").port("http", 80).apply();
    kubernetes.endpoints(
        "shop",
        "orders",
        List.of(SliceEndpoint.of(broken, "http"), SliceEndpoint.of(healthy, "http")));

    broken.resetting(); // in the middle of every request
    assertThat(new Checkout(kubernetes.uri()).pay()).contains("orders-2");
  }
}
