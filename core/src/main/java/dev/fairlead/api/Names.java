package dev.fairlead.api;

import java.util.Locale;
import java.util.regex.Pattern;

/** The syntax of Kubernetes names (RFC 1123 labels), with errors that say what to write instead. */
final class Names {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private Names() {}

  static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  /** Returns {@code text}; throws with {@code what} and the value when it is no label. */
  static String requireLabel(String what, String text) {
    if (isLabel(text)) {
      return text;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String hint =
        isLabel(lower)
            ? "write it in lower case: '" + lower + "'"
            : "it has 1 to 63 lower-case letters, digits or '-', and no '-' at its ends";
    throw new IllegalArgumentException(
        "The " + what + " '" + text + "' is no Kubernetes name: " + hint);
  }
}
