package dev.fairlead.internal.watching;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream of bytes at its line ends, wherever the buffers end: in the middle of a character,
 * too. Keeps one buffer, so that what passes is copied once and leaves no garbage. One user at a
 * time.
 */
final class LineSplitter {
  private static final int USUAL = 8 * 1024;

  /** A longer line is rare: what it needed is not kept. */
  private static final int LARGEST_KEPT = 256 * 1024;

  private byte[] line = new byte[USUAL];
  private int length;

  /** Hears one line; the buffer is used again afterwards. */
  interface Line {
    void complete(byte[] buffer, int length);
  }

  /**
   * Calls {@code told} for each line that is complete now, without its end; empty ones are left
   * out.
   */
  void feed(ByteBuffer bytes, Line told) {
    while (bytes.hasRemaining()) {
      int end = lineEnd(bytes);
      append(bytes, end - bytes.position());
      if (bytes.hasRemaining()) {
        bytes.get(); // the line end
        tell(told);
      }
    }
  }

  /** Where the next line end is, or where the buffer ends. */
  private static int lineEnd(ByteBuffer bytes) {
    int end = bytes.position();
    while (end < bytes.limit() && bytes.get(end) != '\n') {
      end++;
    }
    return end;
  }

  private void append(ByteBuffer bytes, int count) {
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
    }
    bytes.get(line, length, count);
    length += count;
  }

  private void tell(Line told) {
    int complete = length;
    length = 0;
    if (complete > 0) {
      told.complete(line, complete);
    }
    if (line.length > LARGEST_KEPT) {
      line = new byte[USUAL];
    }
  }
}
