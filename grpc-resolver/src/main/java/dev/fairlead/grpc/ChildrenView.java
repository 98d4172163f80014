package dev.fairlead.grpc;

import static io.grpc.ConnectivityState.CONNECTING;
import static io.grpc.ConnectivityState.READY;
import static io.grpc.ConnectivityState.TRANSIENT_FAILURE;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointIdentity;
import dev.fairlead.spi.BalancingPolicy;
import dev.fairlead.spi.ConnectionPicker;
import io.grpc.LoadBalancer.FixedResultPicker;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The picker that belongs to the children as they are now.
 *
 * @param followed null when the addresses came from another resolver
 * @param policy null for that of the {@code Fairlead}
 * @param failure why there are no children; null when they are there, or are not there for a reason
 *     that {@code followed} knows
 */
record ChildrenView(
    Collection<EndpointChild> children,
    @Nullable Followed followed,
    @Nullable BalancingPolicy policy,
    @Nullable Status failure) {
  private static final SubchannelPicker WAIT = new FixedResultPicker(PickResult.withNoResult());

  PickerUpdates.Update picker() {
    SubchannelPicker ready = ready();
    if (ready != null) {
      return new PickerUpdates.Update(READY, ready);
    }
    if (children.isEmpty()) {
      return new PickerUpdates.Update(TRANSIENT_FAILURE, empty());
    }
    List<SubchannelPicker> failed = new ArrayList<>();
    for (EndpointChild child : children) {
      if (child.state() != TRANSIENT_FAILURE) {
        return new PickerUpdates.Update(CONNECTING, WAIT);
      }
      failed.add(child.picker());
    }
    return new PickerUpdates.Update(TRANSIENT_FAILURE, new UnreachablePicker(failed, followed));
  }

  private SubchannelPicker empty() {
    if (failure != null) {
      return new FixedResultPicker(PickResult.withError(failure));
    }
    return followed == null ? WAIT : new RefusingPicker(followed);
  }

  /** Null when none is ready. */
  private @Nullable SubchannelPicker ready() {
    if (followed == null || !followed.toEndpoints()) {
      return inTurn();
    }
    Map<EndpointIdentity, ReadyConnection> ready = new HashMap<>();
    for (EndpointChild child : children) {
      Endpoint endpoint = child.endpoint();
      if (endpoint != null && child.state() == READY) {
        ready.put(new EndpointIdentity(endpoint), new ReadyConnection(child.picker()));
      }
    }
    ConnectionPicker<ReadyConnection> among = followed.lease().among(ready, policy);
    return among == null ? null : new EndpointPicker(among);
  }

  private @Nullable SubchannelPicker inTurn() {
    List<SubchannelPicker> ready = new ArrayList<>();
    for (EndpointChild child : children) {
      if (child.state() == READY) {
        ready.add(child.picker());
      }
    }
    return ready.isEmpty() ? null : new NamePicker(ready, followed);
  }
}
