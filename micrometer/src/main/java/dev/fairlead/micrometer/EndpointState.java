package dev.fairlead.micrometer;

import dev.fairlead.api.Conditions;

/** What is to be said of an endpoint, as one word: each endpoint is in exactly one state. */
enum EndpointState {
  /** Ready, whatever else. */
  READY,
  /** Serving and terminating, not ready: the last resort. */
  DRAINING,
  /** Terminating, and serving no more. */
  TERMINATING,
  /** All others. */
  NOT_READY,
  /** Kubernetes lets it be called; it is left out for a while because of how it did. */
  EJECTED;

  /** What Kubernetes says. */
  static EndpointState of(Conditions conditions) {
    if (conditions.ready()) {
      return READY;
    }
    if (conditions.draining()) {
      return DRAINING;
    }
    return conditions.terminating() ? TERMINATING : NOT_READY;
  }
}
