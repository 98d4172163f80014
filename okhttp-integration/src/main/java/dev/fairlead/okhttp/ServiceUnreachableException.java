package dev.fairlead.okhttp;

import dev.fairlead.api.Target;
import java.net.ConnectException;

/**
 * A call did not reach any endpoint: none may be called, or those tried took no connection. Nothing
 * of the request was processed. The message names the Service, the pods tried, why each failed, and
 * what to look at; a {@link dev.fairlead.api.NoEndpointException} as the cause says the reason to a
 * program.
 */
public final class ServiceUnreachableException extends ConnectException {
  private static final long serialVersionUID = 1L;

  private final transient Target target;

  ServiceUnreachableException(Target target, String message, Exception cause) {
    super(message);
    initCause(cause);
    this.target = target;
  }

  /** What the URL named. */
  public Target target() {
    return target;
  }
}
