package dev.fairlead.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Target;
import dev.fairlead.samples.quickstart.Shop.RunningPod;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryingCallerTest {
  private final EmbeddedShop shop = new EmbeddedShop();
  private final RunningPod pod = shop.run("orders-0", "node-0");
  private final Fairlead fairlead = Fairlead.builder().kubernetes(shop.api()).build();
  private final LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
  private final RetryingCaller caller = new RetryingCaller(new Caller());

  @BeforeEach
  void theServiceIsKnown() throws Exception {
    assertThat(caller.call(orders)).contains("orders-0");
  }

  @AfterEach
  void close() {
    fairlead.close();
    shop.close();
  }

  @Test
  void whenThereIsNoOtherPodTheCallFailsAfterThreeAttempts() {
    shop.answerErrors(pod);

    assertThatThrownBy(() -> caller.call(orders))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Each of 3 attempts failed, the last at " + pod.endpoint())
        .hasMessageContaining("SERVER_FAILURE");
    assertThat(orders.totals().retries()).isEqualTo(2);
  }

  @Test
  void anErrorIsAFailureOfTheServer() throws Exception {
    shop.answerErrors(pod);

    assertThat(caller.attempt(pod.endpoint()).outcome()).isEqualTo(Outcome.SERVER_FAILURE);
  }

  @Test
  void aRefusedConnectionIsAFailureToConnect() throws Exception {
    shop.breakConnections(pod);

    assertThat(caller.attempt(pod.endpoint()).outcome()).isEqualTo(Outcome.CONNECT_FAILURE);
  }
}
