package dev.fairlead.cli;

import dev.fairlead.api.Freshness;
import dev.fairlead.api.Trouble;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What is told of a freshness that was tried. */
final class FreshnessWords {
  private FreshnessWords() {}

  /** {@code LIVE}, or for example {@code STALE: FORBIDDEN since 2026-03-01T03:00:00Z}. */
  static String of(Freshness freshness) {
    String state = freshness.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    Trouble trouble = freshness.trouble();
    return trouble == null
        ? state
        : state
            + ": "
            + trouble.kind()
            + " since "
            + trouble.since().truncatedTo(ChronoUnit.SECONDS);
  }

  /** What to do, where the explanation of the trouble does not say it; else empty. */
  static String nextMove(Freshness freshness) {
    Trouble trouble = freshness.trouble();
    if (trouble == null || trouble.isRefusal()) {
      return "";
    }
    if (trouble.kind() == Trouble.Kind.THROTTLED) {
      return "It has too many clients at the moment: see its priority and fairness, and try again";
    }
    return freshness instanceof Freshness.Stale
        ? "Lists work and watches do not: see whether a proxy between here and the API server holds"
            + " responses back that stay open, or cuts them"
        : "Single questions are answered and lists are not: see the health of the API server, and"
            + " try again";
  }
}
