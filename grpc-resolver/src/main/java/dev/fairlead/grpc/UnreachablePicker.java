package dev.fairlead.grpc;

import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** No connection could be made: the error of any one of them, and how many there are. */
final class UnreachablePicker extends SubchannelPicker {
  private final List<SubchannelPicker> failed;
  private final @Nullable Followed followed;

  /**
   * @param failed at least one
   */
  UnreachablePicker(List<SubchannelPicker> failed, @Nullable Followed followed) {
    this.failed = List.copyOf(failed);
    this.followed = followed;
  }

  @Override
  public PickResult pickSubchannel(PickSubchannelArgs args) {
    int any = ThreadLocalRandom.current().nextInt(failed.size());
    PickResult result = failed.get(any).pickSubchannel(args);
    Status status = result.getStatus();
    if (status.isOk() || followed == null) {
      return result;
    }
    String none =
        "None of the " + failed.size() + " endpoints of " + followed.target() + " can be reached";
    return PickResult.withError(
        Status.UNAVAILABLE
            .withDescription(none + ", such as: " + status.getDescription())
            .withCause(status.getCause()));
  }
}
