package dev.fairlead.e2e;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Locale;

/**
 * What became of one call on the wire, with the milliseconds since it began. A stream that was
 * created was sent, as far as anybody can tell.
 */
final class GrpcTrace extends ClientStreamTracer.Factory implements Trace {
  private final long began = System.nanoTime();
  private final StringBuilder told = new StringBuilder();
  private volatile boolean sent;
  private volatile String to = "";

  @Override
  public boolean sent() {
    return sent;
  }

  @Override
  public long nanos() {
    return System.nanoTime() - began;
  }

  /** Whether the last stream went to this address. */
  boolean wentTo(String address) {
    return to.contains("/" + address + ":");
  }

  private void tell(String event) {
    synchronized (told) {
      told.append(event).append(String.format(Locale.ROOT, " @%.1f, ", nanos() / 1e6));
    }
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    return new ClientStreamTracer() {
      @Override
      public void streamCreated(Attributes transport, Metadata sentHeaders) {
        sent = true;
        to = String.valueOf(transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        tell("stream to " + to);
      }

      @Override
      public void inboundTrailers(Metadata trailers) {
        tell("trailers");
      }

      @Override
      public void streamClosed(Status status) {
        tell("closed " + status.getCode());
      }
    };
  }

  @Override
  public String toString() {
    synchronized (told) {
      return told.toString().replace('\n', ' ');
    }
  }
}
