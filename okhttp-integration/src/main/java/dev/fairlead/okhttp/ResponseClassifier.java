package dev.fairlead.okhttp;

import dev.fairlead.api.Outcome;
import okhttp3.Response;

/**
 * What a response says about the endpoint that gave it. Called once for each attempt that was
 * answered, on the thread of the call; it must not read the body.
 */
@FunctionalInterface
public interface ResponseClassifier {
  int TOO_MANY_REQUESTS = 429;
  int NOT_IMPLEMENTED = 501;
  int FIRST_SERVER_ERROR = 500;

  /**
   * 5xx is a failure of the server, but for 501, which blames the request; 429 is a limit of its
   * rate; everything else is a success.
   */
  ResponseClassifier BY_STATUS =
      response -> {
        int code = response.code();
        if (code == TOO_MANY_REQUESTS) {
          return Outcome.RATE_LIMITED;
        }
        return code >= FIRST_SERVER_ERROR && code != NOT_IMPLEMENTED
            ? Outcome.SERVER_FAILURE
            : Outcome.SUCCESS;
      };

  /** How the attempt went. */
  Outcome classify(Response response);
}
