package dev.fairlead.okhttp;

import dev.fairlead.api.Endpoint;
import java.net.SocketTimeoutException;

/** The endpoint took no connection in time, so nothing was sent to it. Tells the true address. */
final class EndpointConnectTimeoutException extends SocketTimeoutException {
  private static final long serialVersionUID = 1L;

  EndpointConnectTimeoutException(Endpoint endpoint, int millis, SocketTimeoutException cause) {
    super(
        "Cannot connect to "
            + SelectedEndpoint.words(endpoint)
            + ": no answer within "
            + millis
            + " ms");
    initCause(cause);
  }
}
