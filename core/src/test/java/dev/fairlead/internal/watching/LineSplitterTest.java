package dev.fairlead.internal.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();
  private final LineSplitter splitter = new LineSplitter();

  private void feed(byte[] bytes, int from, int to) {
    splitter.feed(
        ByteBuffer.wrap(bytes, from, to - from),
        (line, length) -> lines.add(new String(line, 0, length, StandardCharsets.UTF_8)));
  }

  @Test
  void whereverTheBuffersEndTheLinesAreTheSame() {
    byte[] text = "first\nzweite Zeile: größer\n\n第三\nrest".getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= text.length; size++) {
      lines.clear();
      LineSplitter each = new LineSplitter();
      for (int from = 0; from < text.length; from += size) {
        ByteBuffer part = ByteBuffer.wrap(text, from, Math.min(size, text.length - from));
        each.feed(
            part, (line, length) -> lines.add(new String(line, 0, length, StandardCharsets.UTF_8)));
      }
      assertThat(lines)
          .as("in buffers of " + size)
          .containsExactly("first", "zweite Zeile: größer", "第三");
    }
  }

  @Test
  void aLineIsToldAsSoonAsItIsComplete() {
    byte[] text = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
    feed(text, 0, 3);
    assertThat(lines).isEmpty();
    feed(text, 3, 4);
    assertThat(lines).containsExactly("one");
    feed(text, 4, 8);
    assertThat(lines).containsExactly("one", "two");
  }
}
