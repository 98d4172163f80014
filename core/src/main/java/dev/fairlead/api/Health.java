package dev.fairlead.api;

/** What the own experience with an endpoint says, beside what Kubernetes says. */
public enum Health {
  /** It is picked. */
  HEALTHY,
  /** It is left out for a while. */
  EJECTED,
  /** It is left out but for one request, which shows whether it can be used again. */
  PROBING
}
