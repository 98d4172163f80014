package dev.fairlead.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time that something lasts, as it is written on the command line: {@code 30s}. */
final class Span {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

  private Span() {}

  /**
   * @throws IllegalArgumentException naming the text and the right form; a span is longer than none
   */
  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time. Expected a number above 0 and ms, s, m or h, such as 30s");
    }
    int number = Integer.parseInt(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
