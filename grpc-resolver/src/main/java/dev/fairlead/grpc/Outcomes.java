package dev.fairlead.grpc;

import dev.fairlead.api.Outcome;
import io.grpc.Status;

/** What the status of a call says about the endpoint. */
final class Outcomes {
  private Outcomes() {}

  /**
   * @param pushedBack the server told when to try again, or not to: it is asked too much
   */
  static Outcome of(Status status, boolean pushedBack) {
    Outcome outcome =
        switch (status.getCode()) {
          case CANCELLED -> Outcome.CANCELLED;
          case DEADLINE_EXCEEDED -> Outcome.TIMEOUT;
          case RESOURCE_EXHAUSTED -> Outcome.RATE_LIMITED;
          case UNAVAILABLE, INTERNAL, UNKNOWN, DATA_LOSS -> Outcome.SERVER_FAILURE;
          default -> Outcome.SUCCESS;
        };
    return pushedBack && outcome == Outcome.SERVER_FAILURE ? Outcome.RATE_LIMITED : outcome;
  }
}
