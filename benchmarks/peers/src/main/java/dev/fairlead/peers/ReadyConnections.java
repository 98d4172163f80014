package dev.fairlead.peers;

import io.grpc.Attributes;
import io.grpc.ChannelLogger;
import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.ManagedChannel;
import io.grpc.SynchronizationContext;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What a policy of grpc-java sees of a channel: here, without a network, all is ready at once. */
final class ReadyConnections extends LoadBalancer.Helper implements AutoCloseable {
  private final SynchronizationContext context =
      new SynchronizationContext(
          (thread, failure) -> {
            throw new AssertionError(failure);
          });
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile SubchannelPicker picker = LoadBalancer.EMPTY_PICKER;

  /** The one that was published last. */
  SubchannelPicker picker() {
    return picker;
  }

  @Override
  public void updateBalancingState(ConnectivityState state, SubchannelPicker now) {
    picker = now;
  }

  @Override
  public LoadBalancer.Subchannel createSubchannel(LoadBalancer.CreateSubchannelArgs args) {
    return new Ready(args.getAddresses());
  }

  /** Connected as soon as that is asked for. */
  private final class Ready extends LoadBalancer.Subchannel {
    private final List<EquivalentAddressGroup> groups;
    private LoadBalancer.SubchannelStateListener listener = state -> {};

    Ready(List<EquivalentAddressGroup> groups) {
      this.groups = groups;
    }

    @Override
    public void start(LoadBalancer.SubchannelStateListener to) {
      listener = to;
    }

    @Override
    public void requestConnection() {
      ConnectivityStateInfo ready = ConnectivityStateInfo.forNonError(ConnectivityState.READY);
      context.execute(() -> listener.onSubchannelState(ready));
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
    timer.shutdownNow();
  }
}
