package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.EndpointReport;
import dev.fairlead.api.Fallback;
import dev.fairlead.api.Mode;
import dev.fairlead.api.Route;
import dev.fairlead.fakes.Soon;
import io.grpc.ManagedChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Calls that cannot go to endpoints go by the Service's own name, where the port is a number;
 * otherwise they fail at once with the reason.
 */
class ByNameTest extends ByNameFixture {

  private void assertByName(Route.Cause cause) {
    ManagedChannel channel = byNumber();
    for (int call = 1; call <= 3; call++) {
      assertThat(Echo.call(channel, "hello")).isEqualTo("by name");
      assertThat(balancer().totals().byName(cause)).isEqualTo(call);
    }
    assertThat(clusterIp.authority).isEqualTo("orders.shop.svc");
  }

  @Test
  void whenSwitchedOff() {
    with(settings -> settings.mode(Mode.OFF));
    assertByName(Route.Cause.OFF);
    assertThat(pods.kubernetes.requests()).isEmpty();
  }

  @Test
  void whenSwitchedOffANamedPortIsRefused() {
    with(settings -> settings.mode(Mode.OFF));
    assertRefused(pods.channel())
        .hasMessage(
            "UNAVAILABLE: Calls to orders.shop:grpc would go by name (Fairlead is switched off"
                + " (Fairlead.builder().mode(OFF))), and a name needs the number of a port: write"
                + " it in the target in place of 'grpc'");
    assertThat(pods.balancer().totals().byName(Route.Cause.OFF)).isEqualTo(1);
  }

  @Test
  void whenSwitchedOffATargetWithoutAPortIsRefused() {
    with(settings -> settings.mode(Mode.OFF));
    assertRefused(pods.channel(pods.builder("k8s:///orders.shop")))
        .hasMessageEndingWith("and a name needs the number of a port: write it in the target");
  }

  @Test
  void whenItOnlyWatchesAndWhatItWouldHaveChosenIsCounted() {
    with(settings -> settings.mode(Mode.SHADOW));
    ManagedChannel channel = byNumber();
    Soon.until(
        () -> {
          assertThat(Echo.call(channel, "hello")).isEqualTo("by name");
          return balancer().report().endpoints().stream()
              .anyMatch(endpoint -> endpoint.shadow() > 0);
        });
    long before = shadow();
    GrpcPods.answers(channel, 5);

    assertThat(shadow()).isEqualTo(before + 5);
    assertThat(balancer().totals().byName(Route.Cause.SHADOW)).isGreaterThanOrEqualTo(before + 5);
    assertThat(pods.pods.get(0).calls).hasValue(0);
  }

  private long shadow() {
    return balancer().report().endpoints().stream().mapToLong(EndpointReport::shadow).sum();
  }

  @Test
  void whenItOnlyWatchesWithoutWaitingForTheApiServer() {
    with(settings -> settings.mode(Mode.SHADOW).firstSyncWait(Duration.ofMinutes(5)));
    pods.kubernetes.stop();
    assertByName(Route.Cause.SHADOW);
  }

  @Test
  void whenTheWaitForTheApiServerWasInVainAndToEndpointsOnceTheyAreKnown() {
    with(settings -> settings.firstSyncWait(Duration.ZERO));
    pods.kubernetes.stop();
    ManagedChannel channel = byNumber();
    ManagedChannel named = pods.channel();

    assertThat(Echo.call(channel, "hello")).isEqualTo("by name");
    assertRefused(named)
        .hasMessageContaining("orders.shop:grpc")
        .hasMessageEndingWith(
            "and a name needs the number of a port: write it in the target in place of 'grpc'");
    pods.kubernetes.restart();
    Soon.until(() -> Echo.call(channel, "hello").equals("orders-0"));
    Soon.until(() -> !pods.inVain(named));
    assertThat(Echo.call(named, "hello")).isEqualTo("orders-0");
  }

  @Test
  void notWhenItMustFailInstead() {
    with(settings -> settings.firstSyncWait(Duration.ZERO).fallback(Fallback.FAIL));
    pods.kubernetes.stop();
    assertRefused(byNumber()).hasMessageContaining(numbered().toString());
    assertThat(clusterIp.calls).hasValue(0);
  }

  @Test
  void whenTheApiServerRefusesToTell() {
    with(settings -> settings.trustWhenRefused(Duration.ZERO));
    pods.kubernetes.deny(403, "*", "*", "shop");
    assertByName(Route.Cause.REFUSED);
    assertRefused(pods.channel())
        .hasMessageContaining("Calls to orders.shop:grpc would go by name (")
        .hasMessageContaining("403");
  }

  @Test
  void whenTheApiServerRefusesSinceLongAndANamedPortKeepsTheEndpointsKnownLast() {
    with(settings -> settings.trustWhenRefused(Duration.ZERO));
    ManagedChannel channel = byNumber();
    ManagedChannel named = pods.channel();
    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
    assertThat(Echo.call(named, "hello")).isEqualTo("orders-0");
    pods.kubernetes.deny(403, "*", "*", "shop");
    pods.kubernetes.compact();
    pods.kubernetes.dropWatches();

    Soon.until(() -> Echo.call(channel, "hello").equals("by name"));
    assertThat(Echo.call(named, "hello")).isEqualTo("orders-0");
    pods.kubernetes.allow();
    Soon.until(() -> Echo.call(channel, "hello").equals("orders-0"));
  }

  @Test
  void anExternalName() {
    with(settings -> settings);
    pods.kubernetes.service("shop", "mail").externalName("mail.example.test").apply();
    ManagedChannel channel = pods.channel(pods.builder("k8s:///mail.shop:" + clusterIp.port()));

    assertThat(Echo.call(channel, "hello")).isEqualTo("by name");
    assertThat(clusterIp.authority).isEqualTo("mail.shop.svc");
    assertRefused(pods.channel(pods.builder("k8s:///mail.shop:grpc")))
        .hasMessageContaining("Calls to mail.shop:grpc would go by name (");
  }

  /** Nobody else can have a name of this scheme. */
  @Test
  void notWhenThereIsNoService() {
    with(settings -> settings);
    ManagedChannel channel = pods.channel(pods.builder("k8s:///mail.shop:" + clusterIp.port()));

    assertRefused(channel).hasMessageContaining("mail.shop:" + clusterIp.port());
    assertThat(clusterIp.calls).hasValue(0);
    pods.kubernetes.service("shop", "mail").port("grpc", clusterIp.port()).apply();
    pods.kubernetes.endpoints("shop", "mail", pods.endpoints);
    Soon.until(() -> !pods.inVain(channel));
    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
  }

  @Test
  void aChannelGoesOnWhenItsFairleadIsClosedAndANewOneIsRefused() {
    with(settings -> settings);
    ManagedChannel channel = byNumber();
    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
    pods.fairlead.close();

    assertThat(Echo.call(channel, "hello")).isEqualTo("orders-0");
    assertRefused(byNumber())
        .hasMessageContaining("No Fairlead for " + numbered() + ": ")
        .hasMessageContaining("closed");
  }
}
