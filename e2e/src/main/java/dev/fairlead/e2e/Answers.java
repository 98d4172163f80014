package dev.fairlead.e2e;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pod of the lab answers, which is JSON. */
final class Answers {
  private static final Pattern POD = Pattern.compile("\"pod\" *: *\"([^\"]+)\"");
  private static final Pattern ADDRESS = Pattern.compile("\"ip\" *: *\"([^\"]+)\"");

  private Answers() {}

  /** The name of the pod. */
  static String pod(String answer) {
    return found(POD, answer);
  }

  /** The address of the pod. */
  static String address(String answer) {
    return found(ADDRESS, answer);
  }

  private static String found(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    return matcher.find() ? matcher.group(1) : "nobody";
  }
}
