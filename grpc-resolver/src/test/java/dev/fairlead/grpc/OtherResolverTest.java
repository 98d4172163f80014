package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.fakes.Soon;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fairlead's policy with addresses of other resolvers. */
class OtherResolverTest {
  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  @Test
  void thePolicyGoesRoundTheAddressesOfAnotherResolver() {
    GrpcPod one = new GrpcPod("one", "127.0.9.1", server -> server);
    GrpcPod two = GrpcPod.at("two", "127.0.9.2", one.port());
    Hosts.are("127.0.9.1 db.example.test", "127.0.9.2 db.example.test");
    try {
      ManagedChannel channel =
          pods.channel(
              NettyChannelBuilder.forTarget("dns:///db.example.test:" + one.port())
                  .usePlaintext()
                  .defaultLoadBalancingPolicy("fairlead"));
      GrpcPods.awaitSpread(channel, 2);
      assertThat(GrpcPods.answers(channel, 10)).isEqualTo(Map.of("one", 5, "two", 5));
      one.close();
      Soon.until(() -> IntStream.range(0, 4).noneMatch(call -> pods.inVain(channel)));
      assertThat(GrpcPods.answers(channel, 4)).isEqualTo(Map.of("two", 4));
    } finally {
      one.close();
      two.close();
    }
  }

  @Test
  void thePolicySaysWhyAnotherResolverFindsNothing() {
    Hosts.are("127.0.9.1 db.example.test");
    ManagedChannel channel =
        pods.channel(
            NettyChannelBuilder.forTarget("dns:///other.example.test:1")
                .usePlaintext()
                .defaultLoadBalancingPolicy("fairlead"));

    assertThatThrownBy(() -> Echo.call(channel, "hello"))
        .hasMessage("UNAVAILABLE: Unable to resolve host other.example.test");
  }
}
