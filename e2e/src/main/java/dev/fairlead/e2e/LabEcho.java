package dev.fairlead.e2e;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The method {@code lab.Echo/Call} of the pods of the lab, with a {@code
 * google.protobuf.StringValue} in and out. Its one field is a text, so no code is generated for it.
 */
final class LabEcho {
  static final MethodDescriptor<String, String> CALL =
      MethodDescriptor.<String, String>newBuilder(new StringValue(), new StringValue())
          .setFullMethodName("lab.Echo/Call")
          .setType(MethodDescriptor.MethodType.UNARY)
          .build();

  private LabEcho() {}

  private static final class StringValue implements MethodDescriptor.Marshaller<String> {
    /** Field 1, a number of bytes and so many bytes. */
    private static final int TAG = 0x0A;

    /** Only what is sent: below 128 bytes. */
    @Override
    public InputStream stream(String value) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      byte[] message = new byte[text.length + 2];
      message[0] = TAG;
      message[1] = (byte) text.length;
      System.arraycopy(text, 0, message, 2, text.length);
      return new ByteArrayInputStream(message);
    }

    @Override
    public String parse(InputStream stream) {
      try {
        byte[] message = stream.readAllBytes();
        int at = 1;
        while (message[at] < 0) { // all bytes of the length but the last have the highest bit set
          at++;
        }
        at++;
        return new String(message, at, message.length - at, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
