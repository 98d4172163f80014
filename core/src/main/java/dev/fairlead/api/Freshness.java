package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/** How far what is known of a Service can be trusted to be what the API server would say now. */
public sealed interface Freshness {

  /** Followed: a change arrives as soon as the API server tells it. */
  static Freshness live() {
    return Live.INSTANCE;
  }

  /**
   * Followed by a watch that works. Told with the list, while the watch is being opened: one that
   * is not open within 10 s is {@link Stale}.
   */
  record Live() implements Freshness {
    private static final Live INSTANCE = new Live();
  }

  /** Known, and not followed since something went wrong; what was known last stays in use. */
  record Stale(Trouble trouble) implements Freshness {}

  /**
   * Nothing is known yet.
   *
   * @param trouble null when nothing has gone wrong so far
   */
  record Pending(@Nullable Trouble trouble) implements Freshness {}

  /** What is wrong; null when nothing is. */
  default @Nullable Trouble trouble() {
    if (this instanceof Stale stale) {
      return stale.trouble;
    }
    return this instanceof Pending pending ? pending.trouble : null;
  }
}
