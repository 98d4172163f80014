package dev.fairlead.internal.watching;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * A language of words in place of JSON: {@code list a b at 10 [more TOKEN]} and {@code ADDED a 11},
 * {@code BOOKMARK 12}, {@code ERROR 410 message}, {@code UNDECODABLE a 13}.
 */
final class WordDecoder implements Decoder<String> {

  @Override
  public Page<String> page(InputStream words) throws IOException {
    List<String> all = words(words.readAllBytes());
    if (all.get(0).equals("THROW")) {
      throw new IllegalStateException("a fault of the decoder");
    }
    int at = all.indexOf("at");
    if (at < 0 || at + 1 >= all.size()) {
      throw new IOException("no list");
    }
    List<String> things = all.subList(1, at);
    String token = all.size() > at + 3 ? all.get(at + 3) : "";
    return new Page<>(things, new HashSet<>(things), List.of(), all.get(at + 1), token);
  }

  @Override
  public Event<String> event(byte[] line, int length) throws IOException {
    List<String> words = words(Arrays.copyOf(line, length));
    return switch (words.get(0)) {
      case "BOOKMARK" -> new Bookmark<>(words.get(1));
      case "UNDECODABLE" -> new Undecodable<>(new Unread(words.get(1), "", "broken"), words.get(2));
      case "DELETED" -> new Removed<>(words.get(0) + " " + words.get(1), words.get(2));
      case "ERROR" ->
          new Refused<>(
              Integer.parseInt(words.get(1)), String.join(" ", words.subList(2, words.size())));
      case "THROW" -> throw new IllegalStateException("a fault of the decoder");
      case "BROKEN" -> throw new IOException("broken");
      default -> new Changed<>(words.get(0) + " " + words.get(1), words.get(2));
    };
  }

  private static List<String> words(byte[] text) {
    return Arrays.asList(new String(text, StandardCharsets.UTF_8).trim().split(" ", -1));
  }
}
