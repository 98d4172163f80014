package dev.fairlead.grpc;

import io.grpc.ConnectivityState;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The policy without a channel: time goes by when the test says so, and instead of connections
 * there are leaves whose state the test sets.
 */
abstract class PolicyFixture {
  final Scheduler scheduler = new Scheduler();

  /** Told to the channel. */
  final List<ConnectivityState> states = new ArrayList<>();

  LoadBalancer.SubchannelPicker picker =
      new LoadBalancer.FixedResultPicker(LoadBalancer.PickResult.withNoResult());

  /** By address, in the order they began to connect; those that ended stay. */
  final Map<SocketAddress, Leaf> leaves = new LinkedHashMap<>();

  final SynchronizationContext context =
      new SynchronizationContext(
          (thread, e) -> {
            throw new AssertionError(e);
          });
  final FairleadLoadBalancer policy = new FairleadLoadBalancer(new Channel(), new Leaves());

  static SocketAddress address(int number) {
    return InetSocketAddress.createUnresolved("10.1.0." + number, 8080);
  }

  /** Gives it the addresses from 1 to so many, as another resolver would. */
  void resolve(int count) {
    List<EquivalentAddressGroup> groups = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      groups.add(new EquivalentAddressGroup(address(i)));
    }
    context.execute(
        () -> {
          var unused =
              policy.acceptResolvedAddresses(
                  LoadBalancer.ResolvedAddresses.newBuilder().setAddresses(groups).build());
        });
  }

  long connecting() {
    return leaves.values().stream()
        .filter(leaf -> !leaf.ended && leaf.state == ConnectivityState.CONNECTING)
        .count();
  }

  final class Leaf extends LoadBalancer {
    private final Helper helper;
    ConnectivityState state = ConnectivityState.IDLE;
    boolean ended;

    Leaf(Helper helper) {
      this.helper = helper;
    }

    void becomes(ConnectivityState now) {
      context.execute(
          () -> {
            state = now;
            helper.updateBalancingState(now, new FixedResultPicker(PickResult.withNoResult()));
          });
    }

    @Override
    public Status acceptResolvedAddresses(ResolvedAddresses resolved) {
      leaves.put(resolved.getAddresses().get(0).getAddresses().get(0), this);
      becomes(ConnectivityState.CONNECTING);
      return Status.OK;
    }

    @Override
    public void handleNameResolutionError(Status error) {
      throw new AssertionError(error);
    }

    @Override
    public void shutdown() {
      ended = true;
    }
  }

  private final class Leaves extends LoadBalancerProvider {
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
      return "leaves";
    }

    @Override
    public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
      return new Leaf(helper);
    }
  }

  private final class Channel extends LoadBalancer.Helper {
    @Override
    public ManagedChannel createOobChannel(EquivalentAddressGroup group, String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void updateBalancingState(
        ConnectivityState state, LoadBalancer.SubchannelPicker newPicker) {
      states.add(state);
      picker = newPicker;
    }

    @Override
    public String getAuthority() {
      return "orders.shop.svc";
    }

    @Override
    public SynchronizationContext getSynchronizationContext() {
      return context;
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
      return scheduler;
    }
  }
}
