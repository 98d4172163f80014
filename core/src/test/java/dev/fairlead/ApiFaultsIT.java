package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Target;
import dev.fairlead.testkit.RecordedRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The API server is away, forgets, or refuses. */
class ApiFaultsIT extends ApiFixture {

  @Test
  void livesThroughARestartOfTheApiServer() {
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");

    kubernetes.stop();
    assertThat(orders.pick().endpoint().address()).isIn("10.1.0.1", "10.1.0.2");
    endpoints("10.1.0.2", "10.1.0.5");
    kubernetes.restart();

    awaitSet(orders, "10.1.0.2", "10.1.0.5");
  }

  @Test
  void livesThroughAWindowThatIsGone() {
    LoadBalancer orders = orders();
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
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
    kubernetes.stop();
    kubernetes.service("shop", "another").port("http", 80).apply();
    kubernetes.compact();
    kubernetes.deny(403, "list", "services", "shop");
    kubernetes.clearRequests();
    kubernetes.restart();
    await()
        .atMost(SOON)
        .until(() -> kubernetes.requests().stream().anyMatch(ApiFaultsIT::listsServices));

    endpoints("10.1.0.8");

    awaitSet(orders, "10.1.0.8");
  }

  @Test
  void aForbiddenListIsSaidAtOnceWithTheRoleToApply() {
    kubernetes.deny(403, "list", "endpointslices", "shop");
    LoadBalancer orders = orders();

    assertThatThrownBy(orders::pick)
        .isInstanceOf(NoEndpointException.class)
        .hasMessage(
            "No endpoint for orders.shop:http: the API server at "
                + kubernetes.uri()
                + " forbids (403) to list endpointslices.discovery.k8s.io in namespace shop for"
                + " system:serviceaccount:shop:default. Apply: kubectl create role fairlead -n shop"
                + " --verb=get,list,watch --resource=services,endpointslices.discovery.k8s.io;"
                + " kubectl create rolebinding fairlead-default -n shop --role=fairlead"
                + " --serviceaccount=shop:default");
    kubernetes.allow();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");
  }

  @Test
  void credentialsThatAreNotAcceptedAreSaidAtOnce() {
    kubernetes.deny(401, "*", "services", "*");
    LoadBalancer orders = orders();

    assertThatThrownBy(orders::pick)
        .hasMessage(
            "No endpoint for orders.shop:http: the API server at "
                + kubernetes.uri()
                + " does not accept the credentials (401) to list services in namespace shop. Check"
                + " the service account of this process and that its token is mounted");
  }

  @Test
  void anApiServerThatIsNotThereIsNamedWithHowLongItWasTried() {
    awaitSet(orders(), "10.1.0.1", "10.1.0.2"); // so that nothing is slow but the server
    kubernetes.stop();
    fairlead.close();
    fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(kubernetes.uri()))
            .firstSyncWait(Duration.ofSeconds(3))
            .build();
    LoadBalancer orders = orders();
    await().atMost(SOON).until(() -> orders.report().freshness().trouble() != null);

    assertThatThrownBy(orders::pick)
        .message()
        .startsWith(
            "No endpoint for orders.shop:http: not known yet: waited 3000 ms; the API server at "
                + kubernetes.uri()
                + " is not reached (ConnectException")
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

  private static boolean listsServices(RecordedRequest request) {
    return request.verb().equals("list") && request.resource().equals("services");
  }
}
