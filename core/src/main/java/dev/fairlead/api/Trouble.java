package dev.fairlead.api;

import java.time.Instant;
import java.util.Objects;

/**
 * What keeps Fairlead from following the API server.
 *
 * @param since when it began
 * @param explanation for people: who refused or failed what, and what to do
 */
public record Trouble(Kind kind, Instant since, String explanation) {

  public Trouble {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(explanation, "explanation");
  }

  /** True when the API server answered and said no. */
  public boolean isRefusal() {
    return kind == Kind.UNAUTHORIZED || kind == Kind.FORBIDDEN;
  }

  /** What went wrong, for programs. */
  public enum Kind {
    /** No connection, or no answer. */
    UNREACHABLE,
    /** The credentials are not accepted (401), or there are none. */
    UNAUTHORIZED,
    /** The credentials are good for something else (403). */
    FORBIDDEN,
    /** The API server asks to come later (429). */
    THROTTLED,
    /** A watch is open and tells nothing, not even that nothing happened. */
    SILENT,
    /** What the API server says is not understood. */
    UNDECODABLE
  }
}
