package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.api.Mode;
import dev.fairlead.fakes.Soon;
import io.grpc.ManagedChannel;
import org.junit.jupiter.api.Test;

/** How the name of a Service is looked up, where calls go by it. */
class NameLookUpTest extends ByNameFixture {
  @Test
  void aNameThatIsNotFoundIsLookedUpAgainUntilItIs() {
    Hosts.are("127.0.9.9 another.shop.svc");
    with(settings -> settings.mode(Mode.OFF));
    ManagedChannel channel = byNumber();

    assertRefused(channel)
        .hasMessage(
            "UNAVAILABLE: Calls to "
                + numbered()
                + " go by name (Fairlead is switched off (Fairlead.builder().mode(OFF))), and"
                + " dns:///orders.shop.svc:"
                + clusterIp.port()
                + " is not found: Unable to resolve host orders.shop.svc");
    names();
    Soon.until(() -> !pods.inVain(channel));
    assertThat(Echo.call(channel, "hello")).isEqualTo("by name");
  }

  @Test
  void aNameIsLookedUpAgainWhenItsConnectionEnds() {
    with(settings -> settings.mode(Mode.OFF));
    ManagedChannel channel = byNumber();
    assertThat(Echo.call(channel, "hello")).isEqualTo("by name");
    GrpcPod moved = GrpcPod.at("moved", "127.0.9.2", clusterIp.port());
    try {
      Hosts.are("127.0.9.2 orders.shop.svc");
      clusterIp.close();
      Soon.until(() -> !pods.inVain(channel));
      assertThat(Echo.call(channel, "hello")).isEqualTo("moved");
    } finally {
      moved.close();
    }
  }

  @Test
  void aNameThatIsNotFoundAnyMoreKeepsItsAddresses() {
    with(settings -> settings.mode(Mode.OFF));
    ManagedChannel channel = byNumber();
    assertThat(Echo.call(channel, "hello")).isEqualTo("by name");
    int port = clusterIp.port();
    Hosts.are("127.0.9.9 another.shop.svc");
    clusterIp.close();
    Soon.until(() -> pods.inVain(channel));
    GrpcPod back = GrpcPod.at("back", ADDRESS, port);
    try {
      Soon.until(() -> !pods.inVain(channel));
      assertThat(Echo.call(channel, "hello")).isEqualTo("back");
    } finally {
      back.close();
    }
  }
}
