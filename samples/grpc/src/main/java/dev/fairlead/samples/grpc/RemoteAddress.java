package dev.fairlead.samples.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.net.SocketAddress;

/** Notes who answered, by gRPC's own attributes of a call. */
final class RemoteAddress implements ClientInterceptor {
  private volatile String last = "nobody";

  String last() {
    return last;
  }

  @Override
  public <A, B> ClientCall<A, B> interceptCall(
      MethodDescriptor<A, B> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<B> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<B>(listener) {
              @Override
              public void onHeaders(Metadata received) {
                SocketAddress remote = getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
                last =
                    String.valueOf(remote).replaceFirst("^.*/", ""); // no name before the address
                super.onHeaders(received);
              }
            },
            headers);
      }
    };
  }
}
