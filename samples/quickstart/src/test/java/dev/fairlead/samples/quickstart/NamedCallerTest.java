package dev.fairlead.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.samples.quickstart.Shop.RunningPod;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedCallerTest {
  private final EmbeddedShop shop = new EmbeddedShop();
  private final RunningPod pod = shop.run("orders-0", "node-0");
  private final Fairlead fairlead =
      Fairlead.builder()
          .kubernetes(shop.api())
          .ownNamespace(shop.namespace())
          .location(new Location("node-3", null))
          .build();
  private final NamedCaller caller = new NamedCaller(fairlead);

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
    assertThat(caller.get(URI.create(url))).contains("orders-0", "\"path\":\"/pay\"");
    assertThat(fairlead.loadBalancers()).hasSize(1);
  }

  @Test
  void everyOtherHostIsCalledAsItIs() throws Exception {
    assertThat(caller.get(URI.create("http://" + pod.endpoint() + "/pay"))).contains("orders-0");
    assertThat(fairlead.loadBalancers()).isEmpty();
  }

  @Test
  void whereThePolicyForbidsEveryPodTheCallFailsAndDoesNotGoByName() {
    shop.policy("Local");

    assertThatThrownBy(() -> caller.get(URI.create("http://orders/pay")))
        .isInstanceOf(NoEndpointException.class)
        .hasMessageContaining("node node-3 has no ready endpoint");
  }
}
