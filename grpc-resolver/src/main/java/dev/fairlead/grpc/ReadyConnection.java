package dev.fairlead.grpc;

import dev.fairlead.spi.ConnectionPicker.Choice;
import io.grpc.ClientStreamTracer;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A connection as one picker knows it. Its result is put together once for unary calls and once for
 * streams, and then given to every call.
 */
final class ReadyConnection {
  private final SubchannelPicker leaf;

  /** Data plane; two threads may both make one, of which either serves. */
  private volatile @Nullable Traced unary;

  private volatile @Nullable Traced streaming;

  /** A result of the leaf, and the same with the calls traced. */
  private record Traced(PickResult of, PickResult result) {}

  ReadyConnection(SubchannelPicker leaf) {
    this.leaf = leaf;
  }

  /**
   * @param choice this connection, as it was chosen
   */
  @SuppressWarnings("ReferenceEquality") // another object with equal parts is only made anew
  PickResult pick(PickSubchannelArgs args, Choice<ReadyConnection> choice) {
    PickResult now = leaf.pickSubchannel(args);
    if (now.getSubchannel() == null) {
      return now;
    }
    boolean isUnary = args.getMethodDescriptor().getType() == MethodDescriptor.MethodType.UNARY;
    Traced known = isUnary ? unary : streaming;
    if (known == null || known.of != now) {
      known = new Traced(now, traced(now, choice, isUnary));
      if (isUnary) {
        unary = known;
      } else {
        streaming = known;
      }
    }
    return known.result;
  }

  private static PickResult traced(PickResult of, Choice<?> choice, boolean unary) {
    ClientStreamTracer.Factory others = of.getStreamTracerFactory();
    return of.copyWithStreamTracerFactory(new CallTracer.Factory(choice, unary, others));
  }
}
