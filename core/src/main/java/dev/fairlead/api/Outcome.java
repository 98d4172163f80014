package dev.fairlead.api;

/** How a request to an endpoint went, as far as the endpoint is to blame. */
public enum Outcome {
  /** It answered, whatever it said. */
  SUCCESS,
  /** It answered that it failed (HTTP 5xx, gRPC UNAVAILABLE or INTERNAL). */
  SERVER_FAILURE,
  /** It could not be reached: nothing of the request was sent. */
  CONNECT_FAILURE,
  /** It answered that it is asked too much (HTTP 429, gRPC RESOURCE_EXHAUSTED). */
  RATE_LIMITED,
  /** It did not answer in time. */
  TIMEOUT,
  /** The caller gave up, or did not say how it went: counts neither for nor against. */
  CANCELLED
}
