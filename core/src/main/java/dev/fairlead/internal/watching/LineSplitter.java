package dev.fairlead.internal.watching;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes at its line ends, wherever the buffers end: in the middle of a character,
 * too. One user at a time.
 */
final class LineSplitter {
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

  /**
   * Calls {@code line} for each line that is complete now, without its end; empty ones are left
   * out.
   */
  void feed(ByteBuffer bytes, Consumer<byte[]> line) {
    byte[] chunk = new byte[bytes.remaining()];
    bytes.get(chunk);
    int from = 0;
    for (int i = 0; i < chunk.length; i++) {
      if (chunk[i] == '\n') {
        rest.write(chunk, from, i - from);
        from = i + 1;
        if (rest.size() > 0) {
          byte[] complete = rest.toByteArray();
          rest.reset();
          line.accept(complete);
        }
      }
    }
    rest.write(chunk, from, chunk.length - from);
  }
}
