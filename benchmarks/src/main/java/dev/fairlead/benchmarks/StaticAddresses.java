package dev.fairlead.benchmarks;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** Resolves {@code static:///} to addresses that never change: what gRPC's own policies get. */
final class StaticAddresses extends NameResolverProvider {
  static final String TARGET = "static:///orders";

  private final List<EquivalentAddressGroup> groups;

  private StaticAddresses(List<EquivalentAddressGroup> groups) {
    this.groups = groups;
  }

  /** Channels built from now on get the first {@code count} loopback pods. */
  static void are(int count, int port) {
    NameResolverRegistry registry = NameResolverRegistry.getDefaultRegistry();
    NameResolverProvider former = registry.getProviderForScheme("static");
    if (former != null) {
      registry.deregister(former);
    }
    registry.register(
        new StaticAddresses(
            IntStream.range(0, count)
                .mapToObj(i -> new InetSocketAddress(LoopbackPods.address(i), port))
                .map(EquivalentAddressGroup::new)
                .toList()));
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 1;
  }

  @Override
  public String getScheme() {
    return "static";
  }

  @Override
  public String getDefaultScheme() {
    return "static";
  }

  @Override
  public NameResolver newNameResolver(URI uri, NameResolver.Args args) {
    return new NameResolver() {
      @Override
      public String getServiceAuthority() {
        return "orders.shop.svc";
      }

      @Override
      public void start(Listener2 listener) {
        var accepted =
            listener.onResult2(
                ResolutionResult.newBuilder()
                    .setAddressesOrError(StatusOr.fromValue(groups))
                    .build());
      }

      @Override
      public void shutdown() {
        // Nothing is followed.
      }
    };
  }
}
