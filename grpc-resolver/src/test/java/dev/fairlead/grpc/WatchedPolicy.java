package dev.fairlead.grpc;

import io.grpc.ConnectivityState;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.grpc.Status;
import io.grpc.util.ForwardingLoadBalancer;
import io.grpc.util.ForwardingLoadBalancerHelper;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The policy {@code fairlead} under a name of its own, which notes what goes in and out. */
final class WatchedPolicy extends LoadBalancerProvider implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** The states it told the channel, with a picker each. */
  final List<ConnectivityState> states = new CopyOnWriteArrayList<>();

  /** The addresses it was given each time, as {@code 127.0.8.1}; with all of a group. */
  final List<List<String>> given = new CopyOnWriteArrayList<>();

  /** How often it asked for another resolution, and how often it was made. */
  final AtomicInteger refreshes = new AtomicInteger();

  final AtomicInteger made = new AtomicInteger();

  private final String name = "watched_fairlead_" + NUMBER.incrementAndGet();
  private final LoadBalancerProvider own = new FairleadLoadBalancerProvider();

  WatchedPolicy() {
    LoadBalancerRegistry.getDefaultRegistry().register(this);
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public int getPriority() {
    return 5;
  }

  @Override
  public String getPolicyName() {
    return name;
  }

  @Override
  public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
    made.incrementAndGet();
    LoadBalancer watched = own.newLoadBalancer(new Outwards(helper));
    return new ForwardingLoadBalancer() {
      @Override
      protected LoadBalancer delegate() {
        return watched;
      }

      @Override
      public Status acceptResolvedAddresses(LoadBalancer.ResolvedAddresses resolved) {
        Status taken = super.acceptResolvedAddresses(resolved);
        given.add(addresses(resolved.getAddresses()));
        return taken;
      }
    };
  }

  private static List<String> addresses(List<EquivalentAddressGroup> groups) {
    List<String> addresses = new ArrayList<>();
    for (EquivalentAddressGroup group : groups) {
      for (SocketAddress address : group.getAddresses()) {
        addresses.add(((InetSocketAddress) address).getAddress().getHostAddress());
      }
    }
    return addresses;
  }

  /** What it was given last. */
  List<String> last() {
    return given.isEmpty() ? List.of() : given.get(given.size() - 1);
  }

  private final class Outwards extends ForwardingLoadBalancerHelper {
    private final LoadBalancer.Helper channel;

    Outwards(LoadBalancer.Helper channel) {
      this.channel = channel;
    }

    @Override
    protected LoadBalancer.Helper delegate() {
      return channel;
    }

    @Override
    public void updateBalancingState(
        ConnectivityState state, LoadBalancer.SubchannelPicker picker) {
      states.add(state);
      super.updateBalancingState(state, picker);
    }

    @Override
    public void refreshNameResolution() {
      refreshes.incrementAndGet();
      super.refreshNameResolution();
    }
  }

  @Override
  public void close() {
    LoadBalancerRegistry.getDefaultRegistry().deregister(this);
  }
}
