package dev.fairlead.api;

/** What Fairlead does with calls. */
public enum Mode {
  /** Sends them to endpoints. */
  ACTIVE,
  /** Watches, selects and counts what it would have chosen; the calls go by name. */
  SHADOW,
  /** Nothing: no watch, and every call goes by name. */
  OFF
}
