package dev.fairlead.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.fakes.ClosedPort;
import dev.fairlead.fakes.Soon;
import io.grpc.Grpc;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.InsecureChannelCredentials;
import io.grpc.LoadBalancerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolverRegistry;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The transport is the caller's; there may be two of them. */
class TransportsTest {
  private final GrpcPods pods = new GrpcPods();

  @AfterEach
  void close() {
    pods.close();
  }

  private void assertSpread(ManagedChannelBuilder<?> builder) {
    ManagedChannel channel = builder.build();
    try {
      GrpcPods.awaitSpread(channel, 2);
      assertThat(GrpcPods.answers(channel, 10)).isEqualTo(Map.of("orders-0", 5, "orders-1", 5));
    } finally {
      channel.shutdownNow();
      Soon.until(channel::isTerminated);
    }
  }

  @Test
  void eachOfTwoOnTheClassPath() {
    pods.start(2);
    assertSpread(
        FairleadGrpc.configure(
            NettyChannelBuilder.forTarget(GrpcPods.URI).usePlaintext(), pods.fairlead));
    assertSpread(
        FairleadGrpc.configure(
            io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder.forTarget(GrpcPods.URI)
                .usePlaintext(),
            pods.fairlead));
  }

  @Test
  void withoutAProxyWhateverTheProcessHas() throws IOException {
    pods.start(2);
    try (ClosedPort proxy = new ClosedPort(pods.nextAddress())) {
      InetSocketAddress at = new InetSocketAddress(proxy.address(), proxy.port());
      assertSpread(
          pods.builder()
              .proxyDetector(
                  target ->
                      HttpConnectProxiedSocketAddress.newBuilder()
                          .setProxyAddress(at)
                          .setTargetAddress((InetSocketAddress) target)
                          .build()));
    }
  }

  @Test
  void theOneThatGrpcFinds() {
    pods.start(2);
    assertSpread(
        FairleadGrpc.configure(
            ManagedChannelBuilder.forTarget(GrpcPods.URI).usePlaintext(), pods.fairlead));
    assertSpread(
        FairleadGrpc.configure(
            Grpc.newChannelBuilder(GrpcPods.URI, InsecureChannelCredentials.create()),
            pods.fairlead));
  }

  @Test
  void aChannelThatIsOnlyGivenAFairlead() {
    pods.start(2);
    assertSpread(
        ManagedChannelBuilder.forTarget(GrpcPods.URI)
            .usePlaintext()
            .setNameResolverArg(FairleadGrpc.FAIRLEAD, pods.fairlead));
  }

  @Test
  void grpcFindsTheProvidersByItself() {
    NameResolverRegistry resolvers = NameResolverRegistry.getDefaultRegistry();
    assertThat(resolvers.getProviderForScheme("k8s"))
        .isExactlyInstanceOf(FairleadNameResolverProvider.class);
    assertThat(resolvers.getProviderForScheme("kubernetes"))
        .isExactlyInstanceOf(KubernetesAliasProvider.class);
    assertThat(LoadBalancerRegistry.getDefaultRegistry().getProvider("fairlead"))
        .isExactlyInstanceOf(FairleadLoadBalancerProvider.class);
  }

  @Test
  void aTargetWithoutASchemeStillMeansDns() {
    GrpcPod byName = new GrpcPod("by name", "127.0.9.1", server -> server);
    pods.start(2);
    Hosts.are("127.0.9.1 orders.shop");
    try {
      assertThat(NameResolverRegistry.getDefaultRegistry().getDefaultScheme()).isEqualTo("dns");
      ManagedChannel channel = pods.channel(pods.builder("orders.shop:" + byName.port()));
      assertThat(Echo.call(channel, "hello")).isEqualTo("by name");
    } finally {
      byName.close();
    }
  }
}
