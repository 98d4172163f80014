package dev.fairlead.grpc;

import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.SubchannelPicker;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Connections to addresses that are no endpoints, such as a cluster IP, in turn. */
final class NamePicker extends SubchannelPicker {
  private final List<SubchannelPicker> ready;
  private final @Nullable Followed followed;
  private final AtomicInteger next;

  /**
   * @param followed the target whose name it is, so that its calls are counted; null for none
   */
  NamePicker(List<SubchannelPicker> ready, @Nullable Followed followed) {
    this(ready, followed, ThreadLocalRandom.current().nextInt());
  }

  NamePicker(List<SubchannelPicker> ready, @Nullable Followed followed, int begin) {
    this.ready = List.copyOf(ready);
    this.followed = followed;
    this.next = new AtomicInteger(begin);
  }

  @Override
  public PickResult pickSubchannel(PickSubchannelArgs args) {
    if (followed != null) {
      var unused = followed.lease().loadBalancer().route();
    }
    int turn = (next.getAndIncrement() & Integer.MAX_VALUE) % ready.size();
    return ready.get(turn).pickSubchannel(args);
  }
}
