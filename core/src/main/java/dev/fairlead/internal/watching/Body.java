package dev.fairlead.internal.watching;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A body as it comes in. Written by one thread, read after the end by another, which is told of the
 * end through an executor.
 */
final class Body {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void add(ByteBuffer more) {
    byte[] chunk = new byte[more.remaining()];
    more.get(chunk);
    bytes.write(chunk, 0, chunk.length);
  }

  int size() {
    return bytes.size();
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
