package dev.fairlead.okhttp;

import java.util.Set;

/** What HTTP says of methods. */
final class Methods {
  /** RFC 9110, 9.2.2. */
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

  private Methods() {}

  /** Asking twice has the effect of asking once. */
  static boolean isIdempotent(String method) {
    return IDEMPOTENT.contains(method);
  }
}
