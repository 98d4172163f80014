package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole path, from a Kubernetes API over HTTP to a pick. */
class FairleadIT extends ApiFixture {

  @Test
  void theCallersStory() throws Exception {
    LoadBalancer orders = orders();
    try (Pick pick = orders.pick()) {
      assertThat(pick.endpoint().socketAddress().getPort()).isEqualTo(8080);
      pick.complete(Outcome.SUCCESS);
    }
    assertThat(orders.ready().toCompletableFuture().get(60, TimeUnit.SECONDS))
        .isEqualTo(orders.selection());
    assertThat(fairlead.loadBalancer(Target.parse("orders.shop.svc:http"))).isSameAs(orders);
  }

  @Test
  void followsEveryChange() {
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    endpoints("10.1.0.2", "10.1.0.3");
    awaitSet(orders, "10.1.0.2", "10.1.0.3");

    kubernetes.service("shop", "orders").port("http", 80).internalTrafficPolicy("Local").apply();
    awaitReason(orders, Reason.NO_LOCAL_ENDPOINTS);

    endpoints();
    awaitReason(orders, Reason.NO_ENDPOINTS);
    kubernetes.delete("Service", "shop", "orders");
    awaitReason(orders, Reason.SERVICE_NOT_FOUND);
    kubernetes.service("shop", "orders").port("http", 80).apply();
    endpoints("10.1.0.4");
    awaitSet(orders, "10.1.0.4");
  }

  @Test
  void manyTargetsOfAServiceShareItsTwoWatches() {
    for (String target : List.of("orders.shop:http", "orders.shop:80", "orders.shop:admin")) {
      fairlead.loadBalancer(Target.parse(target)).selection();
    }
    awaitSet(fairlead.loadBalancer(Target.parse("orders.shop:80")), "10.1.0.1", "10.1.0.2");

    await().atMost(SOON).until(() -> count("watch") == 2);
    assertThat(count("list")).isEqualTo(2);
  }

  @Test
  void oneUndecodableObjectIsSkippedAndTakesNothingAlong() {
    kubernetes.apply(
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: orders-broken
          namespace: shop
          labels: {kubernetes.io/service-name: orders}
        addressType: IPv4
        ports: [{name: http, port: 8080}]
        endpoints:
        - addresses: [10.1.0.66]
          conditions: {ready: perhaps}
        """);
    LoadBalancer orders = orders();

    awaitSet(orders, "10.1.0.1", "10.1.0.2");
  }

  @Test
  void outsideAClusterNothingIsContactedAndTheErrorSaysWhatToConfigure() {
    try (Fairlead nowhere = Fairlead.builder().environment(Map.of()).firstSyncWait(SOON).build()) {
      assertThatThrownBy(() -> nowhere.loadBalancer(Target.parse("orders.shop:http")).pick())
          .hasMessage(
              "No endpoint for orders.shop:http: this is no pod (KUBERNETES_SERVICE_HOST is not set)"
                  + " and no Kubernetes API is configured. Name one: Fairlead.builder().kubernetes("
                  + "new KubernetesApi.Kubeconfig(file, context))");
    }
  }

  @Test
  void closingEndsTheWatchesAndKeepsWhatIsKnown() {
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    await().atMost(SOON).until(() -> count("watch") == 2); // none is still on its way
    fairlead.close();
    fairlead.close();

    await().atMost(SOON).until(() -> !controlThreadLives());
    kubernetes.clearRequests();
    endpoints("10.1.0.3");
    kubernetes.dropWatches();
    assertThat(orders.pick().endpoint().address()).isIn("10.1.0.1", "10.1.0.2");
    assertThatThrownBy(() -> fairlead.loadBalancer(Target.parse("payments.shop:http")))
        .hasMessage("This Fairlead is closed; it cannot balance payments.shop:http");
    assertThat(kubernetes.requests()).isEmpty();
  }

  private static boolean controlThreadLives() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("fairlead-control"));
  }
}
