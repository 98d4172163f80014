package dev.fairlead.grpc;

import dev.fairlead.api.PickRequest;
import dev.fairlead.spi.ConnectionPicker;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.SubchannelPicker;

/** Fairlead's choice among the ready connections. */
final class EndpointPicker extends SubchannelPicker {
  private final ConnectionPicker<ReadyConnection> among;

  EndpointPicker(ConnectionPicker<ReadyConnection> among) {
    this.among = among;
  }

  @Override
  public PickResult pickSubchannel(PickSubchannelArgs args) {
    String key = args.getCallOptions().getOption(FairleadGrpc.KEY);
    ConnectionPicker.Choice<ReadyConnection> choice =
        among.choose(key == null ? PickRequest.ANY : PickRequest.ANY.withKey(key));
    return choice.connection().pick(args, choice);
  }

  @Override
  public String toString() {
    return "fairlead: " + among;
  }
}
