package dev.fairlead.internal.kubernetes;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The header by which a server asks to come later. Kubernetes sends seconds, never a date. */
final class RetryAfter {
  private static final int MOST_SECONDS = 300;

  private RetryAfter() {}

  /** Null when there is no header, or no number in it. At most five minutes. */
  static @Nullable Duration of(@Nullable String header) {
    if (header == null || !header.trim().matches("\\d{1,9}")) {
      return null;
    }
    return Duration.ofSeconds(Math.min(MOST_SECONDS, Integer.parseInt(header.trim())));
  }
}
