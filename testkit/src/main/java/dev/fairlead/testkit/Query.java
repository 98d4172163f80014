package dev.fairlead.testkit;

import java.util.Locale;
import java.util.Map;

/** The decoded query parameters of one request; of a repeated one the first counts. */
record Query(Map<String, String> values) {

  /** The value, or the empty string if the parameter is absent. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** Whether the flag is set; as on a real server every value but "0" and "false" sets it. */
  boolean flag(String name) {
    String value = values.get(name);
    return value != null && !value.equals("0") && !value.toLowerCase(Locale.ROOT).equals("false");
  }

  /** The number, or 0 if the parameter is absent or empty. */
  long number(String name) {
    String value = text(name);
    try {
      return value.isEmpty() ? 0 : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ApiFailure.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
    }
  }

  /** The version in the query, or 0 for any. */
  long version() {
    return version(text("resourceVersion"));
  }

  /** The number of a version, 0 if empty; what is none fails inside of a real server: 500. */
  static long version(String value) {
    try {
      long number = value.isEmpty() ? 0 : Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a negative number
    }
    throw ApiFailure.internal(
        "resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
            .formatted(value, value));
  }
}
