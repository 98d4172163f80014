package dev.fairlead.cli;

import java.util.Set;
import java.util.regex.Pattern;

/** Text as a YAML scalar that every reader takes for text. */
final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9.-]*(:[a-z0-9.-]+)*");

  /** What some version of YAML takes for something else. */
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private YamlText() {}

  /** Plain where that is safe, else in double quotes. */
  static String of(String text) {
    if (PLAIN.matcher(text).matches() && !WORDS.contains(text)) {
      return text;
    }
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
