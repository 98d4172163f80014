package dev.fairlead.grpc;

import dev.fairlead.Fairlead;
import dev.fairlead.api.Location;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.spi.AdapterLease;
import io.grpc.Attributes;
import io.grpc.ChannelLogger;
import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.ResolvedAddresses;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.LoadBalancerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.SynchronizationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A channel without a network for load-balancing policies: every connection is ready at once. Gives
 * the picker that a policy publishes last, and counts them.
 */
public final class PickerHarness extends LoadBalancer.Helper implements AutoCloseable {
  private final SynchronizationContext context =
      new SynchronizationContext(
          (thread, failure) -> {
            throw new AssertionError(failure);
          });
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final LoadBalancer policy;

  private volatile SubchannelPicker picker = LoadBalancer.EMPTY_PICKER;
  private volatile int pickers;

  /**
   * @param policy its registered name
   */
  public PickerHarness(String policy) {
    this.policy =
        LoadBalancerRegistry.getDefaultRegistry().getProvider(policy).newLoadBalancer(this);
  }

  /** Addresses as any resolver tells them. */
  public void resolved(List<EquivalentAddressGroup> groups) {
    resolved(groups, Attributes.EMPTY);
  }

  /** What Fairlead knows of {@code target}, as its resolver tells it. */
  public void resolved(Fairlead fairlead, Target target) {
    AdapterLease lease = fairlead.lease(target, (selection, route) -> {});
    Selection.Eligible selected =
        (Selection.Eligible) lease.loadBalancer().ready().toCompletableFuture().join();
    List<EquivalentAddressGroup> groups = new ArrayList<>();
    selected.endpoints().forEach(endpoint -> groups.add(EndpointAttributes.group(endpoint)));
    Followed followed =
        new Followed(
            lease,
            target,
            selected,
            new Route.ToEndpoints(lease.loadBalancer()),
            Location.UNKNOWN,
            null);
    resolved(groups, Attributes.newBuilder().set(Followed.KEY, followed).build());
  }

  private void resolved(List<EquivalentAddressGroup> groups, Attributes attributes) {
    context.execute(
        () -> {
          var accepted =
              policy.acceptResolvedAddresses(
                  ResolvedAddresses.newBuilder()
                      .setAddresses(groups)
                      .setAttributes(attributes)
                      .build());
        });
  }

  /** The last one. */
  public SubchannelPicker picker() {
    return picker;
  }

  /** How many there were. */
  public int pickers() {
    return pickers;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // in the synchronization context only
  public void updateBalancingState(ConnectivityState state, SubchannelPicker now) {
    picker = now;
    pickers++;
  }

  @Override
  public LoadBalancer.Subchannel createSubchannel(LoadBalancer.CreateSubchannelArgs args) {
    return new AlwaysReady(args.getAddresses());
  }

  private final class AlwaysReady extends LoadBalancer.Subchannel {
    private final List<EquivalentAddressGroup> groups;
    private LoadBalancer.SubchannelStateListener listener = state -> {};

    AlwaysReady(List<EquivalentAddressGroup> groups) {
      this.groups = groups;
    }

    @Override
    public void start(LoadBalancer.SubchannelStateListener to) {
      listener = to;
    }

    @Override
    public void requestConnection() {
      context.execute(
          () ->
              listener.onSubchannelState(
                  ConnectivityStateInfo.forNonError(ConnectivityState.READY)));
    }

    @Override
    public List<EquivalentAddressGroup> getAllAddresses() {
      return groups;
    }

    @Override
    public Attributes getAttributes() {
      return Attributes.EMPTY;
    }

    @Override
    public void shutdown() {
      // There is no connection.
    }
  }

  @Override
  public SynchronizationContext getSynchronizationContext() {
    return context;
  }

  @Override
  public ScheduledExecutorService getScheduledExecutorService() {
    return timer;
  }

  @Override
  public ChannelLogger getChannelLogger() {
    return new ChannelLogger() {
      @Override
      public void log(ChannelLogLevel level, String message) {
        // Nobody reads it.
      }

      @Override
      public void log(ChannelLogLevel level, String template, Object... args) {
        // Nobody reads it.
      }
    };
  }

  @Override
  public ManagedChannel createOobChannel(EquivalentAddressGroup group, String authority) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getAuthority() {
    return "orders.shop.svc";
  }

  @Override
  public void close() {
    context.execute(policy::shutdown);
    timer.shutdownNow();
  }
}
