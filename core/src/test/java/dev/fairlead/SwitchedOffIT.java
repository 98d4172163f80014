package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Mode;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.api.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The switches of the operator, on a Fairlead that has an API server at hand. */
class SwitchedOffIT extends ApiFixture {

  @Test
  void switchedOffNothingIsAskedAndEveryCallGoesByName() {
    fairlead.close();
    kubernetes.clearRequests();
    fairlead = open(Map.of("FAIRLEAD_ENABLED", "false"));

    assertThat(fairlead.bypass())
        .isEqualTo(
            new Route.ByName(Cause.OFF, "Fairlead is switched off (FAIRLEAD_ENABLED=false)"));
    assertThat(orders().route()).isEqualTo(fairlead.bypass());
    assertThatThrownBy(() -> orders().pick())
        .hasMessage(
            "No endpoint for orders.shop:http: Fairlead is switched off (FAIRLEAD_ENABLED=false)."
                + " Call the Service by its own name, or take the switch away");
    assertThat(kubernetes.requests()).isEmpty();
  }

  @Test
  void inShadowItWatchesAndTheCallsGoByName() {
    fairlead.close();
    fairlead = open(Map.of("FAIRLEAD_MODE", "shadow"));
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");

    assertThat(((Route.ByName) orders.route()).cause()).isEqualTo(Cause.SHADOW);
    assertThat(orders.pick().endpoint().port()).as("a pick is the caller's own").isEqualTo(8080);
  }

  @Test
  void aSwitchThatSaysNothingStopsTheStart() {
    assertThatThrownBy(() -> open(Map.of("FAIRLEAD_MODE", "of")))
        .hasMessage("FAIRLEAD_MODE is 'of'; expected active, shadow or off");
  }

  @Test
  void theCodeMaySwitchItOffToo() {
    try (Fairlead off = Fairlead.builder().environment(Map.of()).mode(Mode.OFF).build()) {
      LoadBalancer orders = off.loadBalancer(Target.parse("orders.shop:80"));
      assertThat(((Route.ByName) orders.route()).explanation())
          .isEqualTo("Fairlead is switched off (Fairlead.builder().mode(OFF))");
    }
  }
}
