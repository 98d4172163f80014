package dev.fairlead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.KubernetesApi;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Route;
import dev.fairlead.api.Route.Cause;
import dev.fairlead.api.Target;
import dev.fairlead.api.Trouble;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done with fewer permissions than Fairlead wants. */
class DegradedIT extends ApiFixture {

  private void reopen(String... assumed) {
    fairlead.close();
    fairlead =
        Fairlead.builder()
            .kubernetes(new KubernetesApi.At(kubernetes.uri()))
            .environment(Map.of("NODE_NAME", "node-0"))
            .assumeClusterPolicy(assumed)
            .times(UNHURRIED)
            .build();
  }

  @Test
  void whereServicesAreForbiddenCallsGoByNameAndTheMessageNamesTheRole() {
    kubernetes.deny(403, "list", "services", "shop");
    reopen();
    awaitReason(orders(), Reason.FORBIDDEN);

    Route.ByName route = (Route.ByName) orders().route();
    assertThat(route.cause()).isEqualTo(Cause.REFUSED);
    assertThat(route.explanation())
        .contains("forbids (403) to list services in namespace shop")
        .contains("kubectl create role fairlead -n shop --verb=get,list,watch");
  }

  @Test
  void aPolicyThatIsAssumedLetsTheSlicesDo() {
    kubernetes.deny(403, "list", "services", "shop");
    reopen("orders.shop");
    LoadBalancer orders = orders();
    awaitSet(orders, "10.1.0.1", "10.1.0.2");

    assertThat(orders.route()).isInstanceOf(Route.ToEndpoints.class);
    assertThat(orders.report().freshness()).isEqualTo(Freshness.live());
    endpoints("10.1.0.1", "10.1.0.3");
    awaitSet(orders, "10.1.0.1", "10.1.0.3");
    LoadBalancer byNumber = fairlead.loadBalancer(Target.parse("orders.shop:80"));
    awaitSet(byNumber, "10.1.0.1", "10.1.0.3");
  }

  @Test
  void whereSlicesAreForbiddenNothingIsAssumed() {
    kubernetes.deny(403, "list", "endpointslices", "shop");
    reopen("orders.shop");
    awaitReason(orders(), Reason.FORBIDDEN);

    assertThat(((Route.ByName) orders().route()).explanation())
        .contains("forbids (403) to list endpointslices.discovery.k8s.io in namespace shop");
  }

  @Test
  void aPodWithoutItsServiceAccountGoesByNameAndSaysWhy() {
    fairlead.close();
    fairlead =
        open(
            Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1", "KUBERNETES_SERVICE_PORT", "1"),
            new KubernetesApi.InCluster());
    LoadBalancer orders = orders();
    awaitReason(orders, Reason.FORBIDDEN);

    Route.ByName route = (Route.ByName) orders.route();
    assertThat(route.cause()).isEqualTo(Cause.REFUSED);
    assertThat(route.explanation())
        .endsWith("Does the pod mount its service account (automountServiceAccountToken)?");
    assertThat(orders.report().freshness().trouble())
        .isNotNull()
        .extracting(Trouble::kind)
        .isEqualTo(Trouble.Kind.UNAUTHORIZED);
  }
}
