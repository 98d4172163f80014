package dev.fairlead.api;

/** What to do with a call while nothing trustworthy is known of its Service. */
public enum Fallback {
  /** Let it go by the Service's own name. */
  SERVICE_NAME,
  /** Fail it, with the reason. */
  FAIL
}
