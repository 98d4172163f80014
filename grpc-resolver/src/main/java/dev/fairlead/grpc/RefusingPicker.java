package dev.fairlead.grpc;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Selection;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.Status;

/** Refuses each call with the reason, and counts it; calls that wait for ready wait on. */
final class RefusingPicker extends SubchannelPicker {
  private final Followed followed;

  RefusingPicker(Followed followed) {
    this.followed = followed;
  }

  @Override
  public PickResult pickSubchannel(PickSubchannelArgs args) {
    LoadBalancer balancer = followed.lease().loadBalancer();
    if (!followed.toEndpoints()) {
      var unused = balancer.route();
      return PickResult.withError(Status.UNAVAILABLE.withDescription(followed.refusal()));
    }
    if (balancer.selection() instanceof Selection.Eligible) {
      return PickResult.withNoResult(); // there are endpoints since just now: the next picker's
    }
    try {
      balancer.pick().close();
      return PickResult.withNoResult();
    } catch (NoEndpointException e) {
      return PickResult.withError(Status.UNAVAILABLE.withDescription(e.getMessage()).withCause(e));
    }
  }
}
