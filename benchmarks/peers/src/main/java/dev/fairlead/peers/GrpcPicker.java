package dev.fairlead.peers;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.ResolvedAddresses;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.LoadBalancerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.net.InetSocketAddress;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The picker of grpc-java's round_robin over connections that are all ready. */
public class GrpcPicker extends Addresses {
  final PickSubchannelArgs call = new AnyCall();
  SubchannelPicker roundRobin;

  private ReadyConnections channel;
  private LoadBalancer policy;

  /** A call whose method says nothing. */
  private static final class AnyCall extends PickSubchannelArgs {
    private final Metadata headers = new Metadata();

    @Override
    public CallOptions getCallOptions() {
      return CallOptions.DEFAULT;
    }

    @Override
    public Metadata getHeaders() {
      return headers;
    }

    @Override
    public MethodDescriptor<?, ?> getMethodDescriptor() {
      throw new UnsupportedOperationException("round_robin does not ask");
    }
  }

  @Setup
  public void prepare() {
    channel = new ReadyConnections();
    policy =
        LoadBalancerRegistry.getDefaultRegistry()
            .getProvider("round_robin")
            .newLoadBalancer(channel);
    ResolvedAddresses addresses =
        ResolvedAddresses.newBuilder()
            .setAddresses(each(i -> new EquivalentAddressGroup(new InetSocketAddress(ip(i), PORT))))
            .setAttributes(Attributes.EMPTY)
            .build();
    channel.getSynchronizationContext().execute(() -> policy.acceptResolvedAddresses(addresses));
    roundRobin = channel.picker();
  }

  @TearDown
  public void close() {
    channel.getSynchronizationContext().execute(policy::shutdown);
    channel.close();
  }
}
