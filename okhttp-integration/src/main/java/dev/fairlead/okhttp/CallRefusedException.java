package dev.fairlead.okhttp;

import dev.fairlead.api.Target;
import java.io.IOException;

/**
 * A call was not made, since a circuit breaker is open or a bulkhead is full; the cause is
 * resilience4j's own exception.
 */
public final class CallRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Target target;

  CallRefusedException(Target target, RuntimeException cause) {
    super("The call to " + target + " was not made: " + cause.getMessage(), cause);
    this.target = target;
  }

  /** What was to be called. */
  public Target target() {
    return target;
  }
}
