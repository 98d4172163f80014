package dev.fairlead.okhttp;

import dev.fairlead.api.Target;
import java.io.IOException;

/** What a circuit breaker is told of a response that says the server failed. Never thrown. */
public final class FailedResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int code;

  FailedResponseException(Target target, int code) {
    super(target + " answered " + code);
    this.code = code;
  }

  /** The HTTP status. */
  public int code() {
    return code;
  }
}
