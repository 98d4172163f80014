package dev.fairlead;

import static dev.fairlead.FaultCase.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Route;
import dev.fairlead.api.Trouble;
import dev.fairlead.fakes.Relay;
import dev.fairlead.internal.watching.WatchTimes;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of what is known, while the way to the API server is disturbed. */
class FreshnessIT extends ApiFixture {
  /** Takes a machine that stalls for a dead connection: only for what comes true at last. */
  private static final WatchTimes IMPATIENT =
      new WatchTimes(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(60),
          Duration.ofMillis(100));

  private final Relay relay = new Relay(kubernetes.uri());

  private LoadBalancer reopen(URI api, WatchTimes times) {
    fairlead.close();
    fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(api))
            .environment(Map.of("NODE_NAME", "node-0", "NODE_ZONE", "zone-a"))
            .times(times)
            .trustWhenRefused(Duration.ZERO)
            .build();
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    return orders;
  }

  @AfterEach
  void closeTheRelay() {
    relay.close();
  }

  private static void awaitTrouble(LoadBalancer balancer, Trouble.@Nullable Kind kind) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Trouble trouble = balancer.report().freshness().trouble();
              assertThat(trouble == null ? null : trouble.kind()).isEqualTo(kind);
            });
  }

  @Test
  void aServerThatGoesIsToldAndItsReturnToo() {
    LoadBalancer orders = reopen(kubernetes.uri(), PATIENT);
    awaitTrouble(orders, null);

    kubernetes.stop();
    awaitTrouble(orders, Trouble.Kind.UNREACHABLE);
    assertThat(orders.pick().endpoint().address()).isIn("10.1.0.1", "10.1.0.2");
    assertThat(orders.route()).isInstanceOf(Route.ToEndpoints.class);

    kubernetes.restart();
    awaitTrouble(orders, null);
    endpoints("10.1.0.3");
    awaitSet(orders, "10.1.0.3");
  }

  @Test
  void aFrozenConnectionIsNoticedAndReplaced() {
    LoadBalancer orders = reopen(relay.uri(), IMPATIENT);
    int before = relay.connections();
    relay.freeze();
    endpoints("10.1.0.3");

    awaitSet(orders, "10.1.0.3");
    awaitTrouble(orders, null);
    assertThat(relay.connections()).isGreaterThan(before);
  }

  @Test
  void aResetConnectionIsResumedWithoutAList() {
    LoadBalancer orders = reopen(relay.uri(), PATIENT);
    kubernetes.clearRequests();
    relay.reset();
    endpoints("10.1.0.3");

    awaitSet(orders, "10.1.0.3");
    assertThat(count("list")).isZero();
  }

  @Test
  void aWatchThatIsRefusedAfterItWorkedIsTold() {
    LoadBalancer orders = reopen(kubernetes.uri(), PATIENT);
    kubernetes.deny(403, "watch", "endpointslices", "shop");
    kubernetes.dropWatches();
    awaitTrouble(orders, Trouble.Kind.FORBIDDEN);
    await().atMost(SOON).until(() -> orders.route() instanceof Route.ByName);
    assertThat(((Route.ByName) orders.route()).explanation())
        .contains("forbids (403) to watch endpointslices.discovery.k8s.io in namespace shop");

    kubernetes.allow();
    awaitTrouble(orders, null);
    await().atMost(SOON).until(() -> orders.route() instanceof Route.ToEndpoints);
  }

  @Test
  void aLostWindowCostsOneListForEachKind() {
    LoadBalancer orders = reopen(kubernetes.uri(), PATIENT);
    kubernetes.stop();
    awaitTrouble(orders, Trouble.Kind.UNREACHABLE);
    kubernetes.compact();
    endpoints("10.1.0.3");
    kubernetes.compact();
    kubernetes.clearRequests();
    kubernetes.restart();

    awaitSet(orders, "10.1.0.3");
    awaitTrouble(orders, null);
    assertThat(count("list")).isBetween(1L, 2L);
  }
}
