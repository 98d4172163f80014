package dev.fairlead.testkit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one token that clients are known by, or none: then everybody is let in. Thread-safe. */
final class BearerToken {
  private static final String SCHEME = "bearer ";

  private volatile @Nullable String current;

  BearerToken(@Nullable String token) {
    current = token == null ? null : checked(token);
  }

  /** The token in force, or null if none is asked for. */
  @Nullable String current() {
    return current;
  }

  void replace(String token) {
    current = checked(token);
  }

  /** Fails with 401 unless the Authorization header of a request carries the token in force. */
  void check(@Nullable String header) {
    String wanted = current;
    if (wanted == null) {
      return;
    }
    boolean known =
        header != null
            && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            && header.substring(SCHEME.length()).strip().equals(wanted);
    if (!known) {
      throw ApiFailure.unauthorized();
    }
  }

  /** A token that no header could carry would be refused for ever. */
  static String checked(String token) {
    boolean printable = token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (token.isEmpty() || !printable) {
      throw new IllegalArgumentException(
          "a bearer token is visible ASCII without spaces, not \"" + token + "\"");
    }
    return token;
  }
}
