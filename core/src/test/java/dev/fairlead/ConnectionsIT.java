package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections and watches are used, and when they end. */
class ConnectionsIT extends ApiFixture {
  private final Relay relay = new Relay(kubernetes.uri());

  private Fairlead reopen(Map<String, String> environment) {
    fairlead.close();
    fairlead = open(environment, new KubernetesApi.At(relay.uri()));
    return fairlead;
  }

  @AfterEach
  void closeTheRelay() {
    relay.close();
  }

  private void use(List<String> targets) {
    targets.forEach(target -> fairlead.loadBalancer(Target.parse(target)));
    for (String target : targets) {
      LoadBalancer balancer = fairlead.loadBalancer(Target.parse(target));
      assertThat(balancer.ready().toCompletableFuture()).succeedsWithin(SOON);
    }
  }

  private List<String> services(String namespace, int count) {
    List<String> targets = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      kubernetes.service(namespace, "s" + i).port("http", 80).apply();
      targets.add("s" + i + "." + namespace + ":http");
    }
    return targets;
  }

  @Test
  void allWatchesShareOneConnection() {
    List<String> targets = new ArrayList<>(services("shop", 5));
    targets.addAll(services("billing", 4));
    reopen(Map.of("NODE_NAME", "node-0", "NODE_ZONE", "zone-a"));
    use(targets);

    await().atMost(SOON).until(() -> count("watch") == 18);
    assertThat(relay.connections()).isEqualTo(1);
  }

  @Test
  void moreWatchesThanAConnectionMayCarryTakeAnother() {
    List<String> targets = new ArrayList<>();
    for (int i = 1; i <= 11; i++) {
      targets.addAll(services("ns" + i, 5));
    }
    reopen(Map.of("NODE_NAME", "node-0", "NODE_ZONE", "zone-a"));
    use(targets);

    await().atMost(SOON).until(() -> count("watch") == 110);
    assertThat(relay.connections()).isEqualTo(2);
  }

  @Test
  void nothingIsAskedBeforeTheFirstUse() {
    fairlead.close();
    kubernetes.clearRequests();
    fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(relay.uri()))
            .namespaces("shop")
            .environment(Map.of())
            .build();
    use(services("billing", 1));

    assertThat(kubernetes.requests()).noneMatch(request -> request.namespace().equals("shop"));
  }

  @Test
  void theSixthServiceIsFollowedWithAllOthersByTwoWatches() {
    List<String> targets = services("shop", 6);
    targets.forEach(
        target ->
            kubernetes.endpoints(
                "shop", target.substring(0, 2), List.of(endpoint("10.1.0." + target.charAt(1)))));
    use(targets);
    for (int i = 1; i <= 6; i++) {
      LoadBalancer balancer = fairlead.loadBalancer(Target.parse("s" + i + ".shop:http"));
      awaitSet(balancer, "10.1.0." + i);
      kubernetes.endpoints("shop", "s" + i, List.of(endpoint("10.2.0." + i)));
      awaitSet(balancer, "10.2.0." + i);
    }
    // One of a Service may still be on its way: the namespace has taken it over meanwhile.
    await().atMost(SOON).until(() -> count("list") == 12);
  }
}
