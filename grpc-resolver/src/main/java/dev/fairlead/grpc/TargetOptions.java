package dev.fairlead.grpc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may follow the {@code ?} of a target.
 *
 * @param lb a name of {@link Policies}, or none
 */
record TargetOptions(@Nullable String lb, @Nullable String authority) {
  /** A host name, or an address in brackets if it has colons; then a port, or none. */
  private static final Pattern AUTHORITY =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

  /**
   * @throws IllegalArgumentException naming what is not known
   */
  static TargetOptions parse(String query) {
    String lb = null;
    String authority = null;
    for (String option : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      String value = equals < 0 ? "" : decoded(option.substring(equals + 1));
      switch (name) {
        case "lb" -> lb = once(name, lb, policy(value));
        case "authority" -> authority = once(name, authority, authority(value));
        default ->
            throw new IllegalArgumentException(
                "There is no option '" + name + "', only lb and authority");
      }
    }
    return new TargetOptions(lb, authority);
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private static String once(String name, @Nullable String former, String value) {
    if (former != null) {
      throw new IllegalArgumentException("The option '" + name + "' stands there twice");
    }
    return value;
  }

  private static String policy(String name) {
    if (!name.equals(TargetUri.NO_POLICY) && Policies.named(name) == null) {
      throw new IllegalArgumentException(
          "lb is none, " + Policies.names() + ", not '" + name + "'");
    }
    return name;
  }

  private static String authority(String value) {
    if (!AUTHORITY.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "authority is a host, with a port or without, not '" + value + "'");
    }
    return value;
  }
}
