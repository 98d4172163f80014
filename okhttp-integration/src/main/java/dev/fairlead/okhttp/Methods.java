package dev.fairlead.okhttp;

import java.util.Set;
import okhttp3.Request;

/** What HTTP says of requests that are made twice. */
final class Methods {
  /** RFC 9110, 9.2.2. */
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

  private Methods() {}

  /** Asking twice has the effect of asking once, and the body can be sent twice. */
  static boolean isRepeatable(Request request) {
    return IDEMPOTENT.contains(request.method())
        && (request.body() == null || !request.body().isOneShot());
  }
}
