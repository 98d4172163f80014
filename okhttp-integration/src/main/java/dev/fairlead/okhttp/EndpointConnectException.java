package dev.fairlead.okhttp;

import dev.fairlead.api.Endpoint;
import java.io.IOException;
import java.net.ConnectException;

/** The endpoint took no connection, so nothing was sent to it. Tells the true address. */
final class EndpointConnectException extends ConnectException {
  private static final long serialVersionUID = 1L;

  EndpointConnectException(Endpoint endpoint, IOException cause) {
    super("Cannot connect to " + SelectedEndpoint.words(endpoint) + ": " + cause.getMessage());
    initCause(cause);
  }
}
