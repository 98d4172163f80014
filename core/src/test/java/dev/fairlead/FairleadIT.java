package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.Tier;
import dev.fairlead.testkit.FakeKubernetes;
import dev.fairlead.testkit.RecordedRequest;
import dev.fairlead.testkit.SliceEndpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole path, from a Kubernetes API over HTTP to a pick. */
class FairleadIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final FakeKubernetes kubernetes = FakeKubernetes.start();
  private Fairlead fairlead = open(Map.of("NODE_NAME", "node-0", "NODE_ZONE", "zone-a"));

  private Fairlead open(Map<String, String> environment) {
    return Fairlead.builder()
        .kubernetes(new KubernetesApi.At(kubernetes.uri()))
        .environment(environment::get)
        .build();
  }

  @BeforeEach
  void aServiceWithTwoPods() {
    kubernetes.service("shop", "orders").port("http", 80).apply();
    endpoints("10.1.0.1", "10.1.0.2");
  }

  @AfterEach
  void close() {
    fairlead.close();
    kubernetes.close();
  }

  private void endpoints(String... addresses) {
    kubernetes.endpoints(
        "shop", "orders", Arrays.stream(addresses).map(FairleadIT::endpoint).toList());
  }

  private static SliceEndpoint endpoint(String address) {
    String last = address.substring(address.lastIndexOf('.') + 1);
    return SliceEndpoint.of(address, "node-" + last, "zone-a", "orders-" + last)
        .withPort("http", 8080);
  }

  @Test
  void theCallersStory() throws Exception {
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
    try (Pick pick = orders.pick()) {
      assertThat(pick.endpoint().socketAddress().getPort()).isEqualTo(8080);
      pick.complete(Outcome.SUCCESS);
    }
    assertThat(orders.ready().toCompletableFuture().get(1, TimeUnit.SECONDS))
        .isEqualTo(orders.selection());
    assertThat(fairlead.loadBalancer(Target.parse("orders.shop.svc:http"))).isSameAs(orders);
  }

  @Test
  void followsEveryChange() {
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
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
  void livesThroughARestartOfTheApiServer() {
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
    awaitSet(orders, "10.1.0.1", "10.1.0.2");

    kubernetes.stop();
    assertThat(orders.pick().endpoint().address()).isIn("10.1.0.1", "10.1.0.2");
    endpoints("10.1.0.2", "10.1.0.5");
    kubernetes.restart();

    awaitSet(orders, "10.1.0.2", "10.1.0.5");
  }

  @Test
  void livesThroughAWindowThatIsGone() {
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    kubernetes.stop();
    endpoints("10.1.0.6");
    kubernetes.compact();
    kubernetes.clearRequests();
    kubernetes.restart();

    awaitSet(orders, "10.1.0.6");
    assertThat(kubernetes.requests()).anySatisfy(r -> assertThat(r.verb()).isEqualTo("list"));
  }

  @Test
  void endpointsAreFollowedWhileServicesAreRefused() {
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    kubernetes.stop();
    kubernetes.service("shop", "another").port("http", 80).apply();
    kubernetes.compact();
    kubernetes.deny(403, "list", "services", "shop");
    kubernetes.clearRequests();
    kubernetes.restart();
    await()
        .atMost(SOON)
        .until(() -> kubernetes.requests().stream().anyMatch(FairleadIT::listsServices));

    endpoints("10.1.0.8");

    awaitSet(orders, "10.1.0.8");
  }

  private static boolean listsServices(RecordedRequest request) {
    return request.verb().equals("list") && request.resource().equals("services");
  }

  @Test
  void manyTargetsOfANamespaceShareItsTwoWatches() {
    kubernetes.service("shop", "payments").port("http", 80).port("admin", 81).apply();
    for (String target : List.of("orders.shop:http", "orders.shop:80", "payments.shop:admin")) {
      fairlead.loadBalancer(Target.parse(target)).selection();
    }
    awaitSet(fairlead.loadBalancer(Target.parse("orders.shop:80")), "10.1.0.1", "10.1.0.2");

    await().atMost(SOON).until(() -> count("watch") == 2);
    assertThat(count("list")).isEqualTo(2);
  }

  private long count(String verb) {
    return kubernetes.requests().stream().map(RecordedRequest::verb).filter(verb::equals).count();
  }

  @Test
  void aForbiddenListIsSaidAtOnceWithTheRoleToApply() {
    kubernetes.deny(403, "list", "endpointslices", "shop");
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));

    assertThatThrownBy(orders::pick)
        .isInstanceOf(NoEndpointException.class)
        .hasMessage(
            "No endpoint for orders.shop:http: the API server at "
                + kubernetes.uri()
                + " forbids (403) to list endpointslices.discovery.k8s.io in namespace shop. Apply:"
                + " kubectl create role fairlead -n shop --verb=get,list,watch"
                + " --resource=services,endpointslices.discovery.k8s.io && kubectl create rolebinding"
                + " fairlead -n shop --role=fairlead --serviceaccount=shop:default");
    kubernetes.allow();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
  }

  @Test
  void credentialsThatAreNotAcceptedAreSaidAtOnce() {
    kubernetes.deny(401, "*", "services", "*");
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));

    assertThatThrownBy(orders::pick)
        .hasMessage(
            "No endpoint for orders.shop:http: the API server at "
                + kubernetes.uri()
                + " does not accept the credentials (401) to list services in namespace shop. Check"
                + " the service account of this process and that its token is mounted");
  }

  @Test
  void anApiServerThatIsNotThereIsNamedWithHowLongItWasTried() {
    kubernetes.stop();
    fairlead.close();
    fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(kubernetes.uri()))
            .firstSyncWait(Duration.ofMillis(1500))
            .build();
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));

    assertThatThrownBy(orders::pick)
        .message()
        .startsWith(
            "No endpoint for orders.shop:http: not known yet: waited 1500 ms; the API server at "
                + kubernetes.uri()
                + " is not reached (")
        .contains(" since ", ", trying to list ");
    kubernetes.restart();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
  }

  @Test
  void anUnknownPortListsThePortsThereAre() {
    kubernetes.service("shop", "orders").port("http", 80).port("admin", 8081).apply();

    assertThatThrownBy(() -> fairlead.loadBalancer(Target.parse("orders.shop:htttp")).pick())
        .hasMessage(
            "No endpoint for orders.shop:htttp: Service shop/orders has no port htttp. It has http"
                + " (80/TCP), admin (8081/TCP)");
  }

  @Test
  void anUnknownServiceAndAnExternalNameAreDifferentAnswers() {
    kubernetes.service("shop", "db").externalName("db.example.com").apply();

    assertThatThrownBy(() -> fairlead.loadBalancer(Target.parse("ordres.shop:http")).pick())
        .hasMessageContaining("there is no Service shop/ordres");
    assertThatThrownBy(() -> fairlead.loadBalancer(Target.parse("db.shop:5432")).pick())
        .hasMessageContaining("Call db.example.com by that name");
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
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));

    awaitSet(orders, "10.1.0.1", "10.1.0.2");
  }

  @Test
  void theZoneIsReadFromTheOwnNodeWhenNothingElseTells() {
    fairlead.close();
    kubernetes.node("node-7", "zone-b");
    fairlead = open(Map.of("NODE_NAME", "node-7"));
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
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
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));

    awaitSet(orders, "10.1.0.2");
    assertThat(((Selection.Eligible) orders.selection()).tier()).isEqualTo(Tier.ZONE_HINT);
  }

  @Test
  void aNodeThatMayNotBeReadIsAskedForOnce() {
    fairlead.close();
    kubernetes.deny(403, "get", "nodes", "*");
    fairlead = open(Map.of("NODE_NAME", "node-9"));
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    endpoints("10.1.0.3");
    awaitSet(orders, "10.1.0.3");
    endpoints("10.1.0.4");
    awaitSet(orders, "10.1.0.4");

    await().atMost(SOON).until(() -> count("get") == 1);
    assertThat(fairlead.location()).isEqualTo(new Location("node-9", null));
  }

  @Test
  void outsideAClusterNothingIsContactedAndTheErrorSaysWhatToConfigure() {
    try (Fairlead nowhere = Fairlead.builder().environment(name -> null).build()) {
      assertThatThrownBy(() -> nowhere.loadBalancer(Target.parse("orders.shop:http")).pick())
          .hasMessage(
              "No endpoint for orders.shop:http: this is no pod (KUBERNETES_SERVICE_HOST is not set)"
                  + " and no Kubernetes API is configured. Name one: Fairlead.builder().kubernetes("
                  + "new KubernetesApi.Kubeconfig(file, context))");
    }
  }

  @Test
  void closingEndsTheWatchesAndKeepsWhatIsKnown() {
    LoadBalancer orders = fairlead.loadBalancer(Target.parse("orders.shop:http"));
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    fairlead.close();
    fairlead.close();

    assertThat(orders.pick().endpoint().address()).isIn("10.1.0.1", "10.1.0.2");
    assertThatThrownBy(() -> fairlead.loadBalancer(Target.parse("payments.shop:http")))
        .hasMessage("This Fairlead is closed; it cannot balance payments.shop:http");
  }

  private static void awaitSet(LoadBalancer balancer, String... addresses) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(addresses(balancer)).containsExactlyInAnyOrder(addresses));
  }

  private static Set<String> addresses(LoadBalancer balancer) {
    Set<String> addresses = new TreeSet<>();
    if (balancer.selection() instanceof Selection.Eligible eligible) {
      for (Endpoint endpoint : eligible.endpoints()) {
        addresses.add(endpoint.address());
      }
    }
    return addresses;
  }

  private static void awaitReason(LoadBalancer balancer, Reason reason) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(balancer.selection())
                    .isInstanceOfSatisfying(
                        Selection.Empty.class, e -> assertThat(e.reason()).isEqualTo(reason)));
  }
}
