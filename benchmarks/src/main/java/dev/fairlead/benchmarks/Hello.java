package dev.fairlead.benchmarks;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A unary gRPC method with small messages. */
final class Hello {
  static final String SERVICE = "benchmarks.Hello";

  private static final byte[] TEXT = "Hello from a pod of orders".getBytes(StandardCharsets.UTF_8);

  static final MethodDescriptor<byte[], byte[]> CALL =
      MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Call"))
          .setType(MethodDescriptor.MethodType.UNARY)
          .build();

  private Hello() {}

  /** Calls and waits. */
  static byte[] call(Channel channel) {
    return ClientCalls.blockingUnaryCall(channel, CALL, CallOptions.DEFAULT, TEXT);
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
