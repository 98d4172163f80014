package dev.fairlead.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Target;
import dev.fairlead.samples.quickstart.Shop.RunningPod;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private final EmbeddedShop shop = new EmbeddedShop();
  private final RunningPod pod = shop.run("orders-0", "node-0");
  private final Fairlead fairlead =
      Fairlead.builder()
          .kubernetes(shop.api())
          .ownNamespace(shop.namespace())
          .location(new Location("node-3", null))
          .firstSyncWait(Duration.ofMinutes(1))
          .build();
  private final Caller caller = Caller.with(fairlead);

  @AfterEach
  void close() {
    fairlead.close();
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://orders/pay",
        "http://orders:80/pay",
        "http://orders.shop/pay",
        "http://orders.shop.svc.cluster.local/pay",
      })
  void theNameOfAServiceLeadsToItsPods(String url) throws Exception {
    assertThat(caller.get(url)).contains("orders-0", "\"path\":\"/pay\"");
    assertThat(fairlead.loadBalancers()).hasSize(1);
  }

  @Test
  void everyOtherHostIsCalledAsItIs() throws Exception {
    assertThat(caller.get("http://" + pod.endpoint() + "/pay")).contains("orders-0");
    assertThat(fairlead.loadBalancers()).isEmpty();
  }

  @Test
  void whereThePolicyForbidsEveryPodTheCallFailsAndDoesNotGoByName() {
    shop.policy("Local");

    assertThatThrownBy(() -> caller.get("http://orders/pay"))
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(NoEndpointException.class)
        .hasMessageContaining("node node-3 has no ready endpoint");
  }

  @Test
  void whenThereIsNoOtherPodTheCallFailsAfterThreeAttempts() {
    shop.answerErrors(pod);
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:80"));

    assertThatThrownBy(() -> Caller.repeatingWith(fairlead).get("http://orders/pay"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answered 503");
    assertThat(orders.totals().retries()).isEqualTo(2);
  }
}
