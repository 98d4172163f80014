package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Tier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of the own node and zone is learned from the API. */
class OwnLocationIT extends ApiFixture {

  @Test
  void theZoneIsReadFromTheOwnNodeWhenNothingElseTells() {
    fairlead.close();
    kubernetes.node("node-7", "zone-b");
    fairlead = open(Map.of("NODE_NAME", "node-7"));
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");

    await().atMost(SOON).until(() -> new Location("node-7", "zone-b").equals(fairlead.location()));
  }

  @Test
  void aZoneLearnedLateIsUsedForEveryTarget() {
    fairlead.close();
    kubernetes.node("node-9", "zone-b");
    kubernetes.endpoints(
        "shop",
        "orders",
        List.of(
            endpoint("10.1.0.1").withHints(List.of("zone-a"), List.of()),
            endpoint("10.1.0.2").withHints(List.of("zone-b"), List.of())));
    fairlead = open(Map.of("NODE_NAME", "node-9"));
    LoadBalancer orders = orders();

    awaitSet(orders, "10.1.0.2");
    assertThat(((Selection.Eligible) orders.selection()).tier()).isEqualTo(Tier.ZONE_HINT);
  }

  @Test
  void aNodeThatMayNotBeReadIsAskedForOnce() {
    fairlead.close();
    kubernetes.deny(403, "get", "nodes", "*");
    fairlead = open(Map.of("NODE_NAME", "node-9"));
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    endpoints("10.1.0.3");
    awaitSet(orders, "10.1.0.3");
    endpoints("10.1.0.4");
    awaitSet(orders, "10.1.0.4");

    await().atMost(SOON).until(() -> count("get") == 1);
    assertThat(fairlead.location()).isEqualTo(new Location("node-9", null));
  }
}
