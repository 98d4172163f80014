package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Pick;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import dev.fairlead.fakes.FakeEndpointSource;
import dev.fairlead.fakes.Slices;
import dev.fairlead.spi.BalancingPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FairleadBuilderTest {

  @Test
  void aWrongValueFailsAtTheCallThatGivesIt() {
    FairleadBuilder builder = Fairlead.builder();

    assertThatThrownBy(() -> builder.firstSyncWait(Duration.ofMinutes(11)))
        .hasMessage("firstSyncWait is 0 to 10 minutes, not PT11M");
    assertThatThrownBy(() -> builder.firstSyncWait(Duration.ofMillis(-1)))
        .hasMessage("firstSyncWait is 0 to 10 minutes, not PT-0.001S");
    assertThatThrownBy(() -> builder.trustWhenRefused(Duration.ofDays(8)))
        .hasMessage("trustWhenRefused is 0 to 7 days, not PT192H");
    assertThatThrownBy(() -> builder.clusterDomain("cluster..local"))
        .hasMessage(
            "Not the domain of a cluster: 'cluster..local'. Expected such as cluster.local");
    assertThatThrownBy(() -> builder.assumeClusterPolicy("orders.shop:80"))
        .hasMessage(
            "The policy belongs to the whole Service: leave the port out of 'orders.shop:80'");
    assertThatThrownBy(() -> builder.ownNamespace("Shop"))
        .hasMessage("The namespace 'Shop' is no Kubernetes name: write it in lower case: 'shop'");
    assertThatThrownBy(() -> builder.namespaces("Shop"))
        .hasMessage("The namespace 'Shop' is no Kubernetes name: write it in lower case: 'shop'");
    assertThatThrownBy(() -> builder.namespaces("shop:80"))
        .hasMessageStartingWith("The namespace 'shop:80' is no Kubernetes name: ");
    assertThatThrownBy(() -> new KubernetesApi.At(URI.create("localhost:8080")))
        .hasMessage(
            "Not the address of a Kubernetes API: 'localhost:8080'. Expected http(s)://HOST:PORT");
  }

  @Test
  void bothEndsOfTheWaitAreAllowed() {
    Fairlead.builder()
        .firstSyncWait(Duration.ZERO)
        .firstSyncWait(Duration.ofMinutes(10))
        .trustWhenRefused(Duration.ZERO)
        .trustWhenRefused(Duration.ofDays(7));
  }

  @Test
  void whichHostsAreServicesFollowsTheSettings() {
    try (Fairlead fairlead =
        Fairlead.builder()
            .source(new FakeEndpointSource())
            .ownNamespace("shop")
            .namespaces("billing")
            .clusterDomain("Example.ORG")
            .build()) {
      assertThat(fairlead.hosts().resolve("orders")).isEqualTo(Slices.ORDERS);
      assertThat(fairlead.hosts().resolve("invoices.billing"))
          .isEqualTo(new ServiceKey("billing", "invoices"));
      assertThat(fairlead.hosts().resolve("orders.shop.svc.example.org")).isEqualTo(Slices.ORDERS);
      assertThat(fairlead.hosts().resolve("stripe.com")).isNull();
    }
  }

  @Test
  void aSourceAndAnApiContradictEachOther() {
    assertThatThrownBy(
            () ->
                Fairlead.builder()
                    .source(new FakeEndpointSource())
                    .kubernetes(new KubernetesApi.InCluster())
                    .build())
        .hasMessage("Endpoints come from source(..) or kubernetes(..), not both");
  }

  @Test
  void anUnusableKubeconfigIsNamed(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing");
    Path noContext = Files.writeString(folder.resolve("config"), "apiVersion: v1\nkind: Config\n");

    assertThatThrownBy(() -> open(new KubernetesApi.Kubeconfig(missing, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read the kubeconfig " + missing);
    Path noYaml = Files.writeString(folder.resolve("broken"), "a: [");
    assertThatThrownBy(() -> open(new KubernetesApi.Kubeconfig(noYaml, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read the kubeconfig " + noYaml + ": ");
    assertThatThrownBy(() -> open(new KubernetesApi.Kubeconfig(noContext, "prod")))
        .hasMessage("The kubeconfig " + noContext + " has no contexts. Name another file");
  }

  @Test
  void inClusterOutsideAPodSaysWhatIsMissing() {
    assertThatThrownBy(
            () ->
                Fairlead.builder()
                    .environment(Map.of())
                    .kubernetes(new KubernetesApi.InCluster())
                    .build())
        .hasMessage(
            "Not in a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not both set."
                + " Run in a pod, or name a kubeconfig: KubernetesApi.Kubeconfig");
  }

  @Test
  void aPickThatWaitsFailsWhenTheFairleadIsClosed() {
    Fairlead fairlead =
        Fairlead.builder()
            .source(new FakeEndpointSource())
            .firstSyncWait(Duration.ofMinutes(5))
            .build();
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:80"));
    CompletableFuture<Pick> waiting = CompletableFuture.supplyAsync(orders::pick);
    fairlead.close();

    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .havingRootCause()
        .withMessage("No endpoint for orders.shop:80: not known yet: the Fairlead was closed");
  }

  @Test
  void whatHangsOnReadyDoesNotRunOnTheControlPlane() throws Exception {
    FakeEndpointSource source = new FakeEndpointSource();
    try (Fairlead fairlead = Fairlead.builder().source(source).build()) {
      CompletableFuture<String> thread =
          fairlead
              .loadBalancer(Target.parse("orders.shop:80"))
              .ready()
              .thenApply(selection -> Thread.currentThread().getName())
              .toCompletableFuture();
      source.tell(Slices.ORDERS, Slices.found());

      assertThat(thread.get(60, TimeUnit.SECONDS)).isNotEqualTo("fairlead-control");
    }
  }

  private static Fairlead open(KubernetesApi api) {
    return Fairlead.builder().kubernetes(api).build();
  }

  @Test
  void aSourceOfTheCallerIsUsedAndNotClosed() throws Exception {
    FakeEndpointSource source = new FakeEndpointSource();
    source.tell(
        Slices.ORDERS,
        Slices.found(
            Slices.slice(
                "a", Slices.ready("10.1.0.1", "node-0"), Slices.ready("10.1.0.2", "node-1"))));
    try (Fairlead fairlead =
        Fairlead.builder().source(source).policy(BalancingPolicy.roundRobin()).build()) {
      LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:80"));
      orders.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 2; i++) {
        seen.add(orders.pick().endpoint().address());
      }
      assertThat(seen).containsExactlyInAnyOrder("10.1.0.1", "10.1.0.2");
    }

    await().atMost(Duration.ofSeconds(60)).until(() -> source.observers(Slices.ORDERS) == 0);
    assertThat(source.isClosed()).isFalse();
  }
}
