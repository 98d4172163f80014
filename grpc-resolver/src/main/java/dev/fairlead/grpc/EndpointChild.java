package dev.fairlead.grpc;

import static io.grpc.ConnectivityState.CONNECTING;
import static io.grpc.ConnectivityState.IDLE;
import static io.grpc.ConnectivityState.READY;
import static io.grpc.ConnectivityState.TRANSIENT_FAILURE;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import io.grpc.Attributes;
import io.grpc.ConnectivityState;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.ResolvedAddresses;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.LoadBalancerProvider;
import io.grpc.util.ForwardingLoadBalancerHelper;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint and its connection, which a policy {@code pick_first} of its own keeps open. Belongs
 * to the synchronization context of the channel.
 *
 * <p>Once it has failed it counts as failed until it is ready: a pod that cannot be reached is
 * tried again and again, and must not hold calls back each time.
 */
final class EndpointChild {
  private static final SubchannelPicker WAITING =
      new LoadBalancer.FixedResultPicker(PickResult.withNoResult());

  private final LoadBalancer.Helper channel;
  private final LoadBalancerProvider provider;
  private final Owner owner;

  private EquivalentAddressGroup group;
  private @Nullable LoadBalancer leaf;
  private ConnectivityState state = CONNECTING;
  private SubchannelPicker picker = WAITING;
  private boolean ended;

  /** Who is told of the states. */
  interface Owner {
    void changed(EndpointChild child, ConnectivityState former);
  }

  EndpointChild(
      EquivalentAddressGroup group,
      LoadBalancer.Helper channel,
      LoadBalancerProvider provider,
      Owner owner) {
    this.group = group;
    this.channel = channel;
    this.provider = provider;
    this.owner = owner;
  }

  /** What tells two children apart: the listener of a pod, else the addresses. */
  static Object key(EquivalentAddressGroup group) {
    Endpoint endpoint = group.getAttributes().get(EndpointAttributes.ENDPOINT);
    return endpoint == null ? new HashSet<>(group.getAddresses()) : new EndpointIdentity(endpoint);
  }

  /** The same endpoint, of which something else is known now. Its connection stays. */
  void becomes(EquivalentAddressGroup now) {
    group = now;
  }

  /** Null when the address did not come from Fairlead. */
  @Nullable Endpoint endpoint() {
    return group.getAttributes().get(EndpointAttributes.ENDPOINT);
  }

  /** Begins to connect; until then it counts as connecting. */
  void start() {
    LoadBalancer begun = provider.newLoadBalancer(new ChildHelper());
    leaf = begun;
    var unused =
        begun.acceptResolvedAddresses(
            ResolvedAddresses.newBuilder()
                .setAddresses(List.of(group))
                .setAttributes(
                    Attributes.newBuilder().set(LoadBalancer.IS_PETIOLE_POLICY, true).build())
                .build());
  }

  ConnectivityState state() {
    return state;
  }

  /** Of the connection, in its present state. */
  SubchannelPicker picker() {
    return picker;
  }

  void requestConnection() {
    if (leaf != null && !ended) {
      leaf.requestConnection();
    }
  }

  /** No new call begins there; those under way go on. */
  void shutdown() {
    ended = true;
    if (leaf != null) {
      leaf.shutdown();
    }
  }

  private void becomes(ConnectivityState now, SubchannelPicker newPicker) {
    if (ended) {
      return;
    }
    if (now == IDLE) {
      channel.getSynchronizationContext().execute(this::requestConnection);
    }
    if (state == TRANSIENT_FAILURE && now != READY && now != TRANSIENT_FAILURE) {
      return;
    }
    ConnectivityState former = state;
    state = now;
    picker = newPicker;
    owner.changed(this, former);
  }

  /** What the connection's own policy sees of the channel. */
  private final class ChildHelper extends ForwardingLoadBalancerHelper {
    @Override
    protected LoadBalancer.Helper delegate() {
      return channel;
    }

    @Override
    public void updateBalancingState(ConnectivityState now, SubchannelPicker newPicker) {
      becomes(now, newPicker);
    }
  }
}
