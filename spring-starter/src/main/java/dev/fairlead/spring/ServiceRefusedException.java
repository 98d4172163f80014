package dev.fairlead.spring;

import dev.fairlead.api.NoEndpointException;
import java.io.IOException;

/** The rules leave no endpoint for a call; nothing was sent. */
final class ServiceRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  ServiceRefusedException(NoEndpointException cause) {
    super(cause.getMessage(), cause);
  }
}
