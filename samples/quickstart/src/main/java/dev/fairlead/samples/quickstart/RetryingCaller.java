package dev.fairlead.samples.quickstart;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;

/**
 * A client that asks another pod when one fails. For requests that may be repeated, such as GET: a
 * pod that broke off may have done its work.
 */
final class RetryingCaller {
  private static final int ATTEMPTS = 3;

  private final Caller caller;

  RetryingCaller(Caller caller) {
    this.caller = caller;
  }

  /**
   * One request, in at most three attempts.
   *
   * @throws NoEndpointException when the Service has no endpoint that may be called from here
   * @throws IOException when all attempts failed
   */
  String call(LoadBalancer balancer) throws IOException, InterruptedException {
    PickRequest request = PickRequest.ANY;
    for (int attempt = 1; ; attempt++) {
      try (Pick pick = balancer.pick(request)) {
        Attempt made = attempt(pick.endpoint());
        pick.complete(made.outcome());
        if (made.outcome() == Outcome.SUCCESS) {
          return made.answer();
        }
        if (attempt == ATTEMPTS) {
          throw new IOException(
              "Each of "
                  + ATTEMPTS
                  + " attempts failed, the last at "
                  + pick.endpoint()
                  + ": "
                  + made);
        }
        request = request.avoiding(pick.endpoint());
      }
    }
  }

  /** One attempt at one pod; how it went. */
  Attempt attempt(Endpoint endpoint) throws InterruptedException {
    try {
      HttpResponse<String> answer = caller.get(endpoint);
      Outcome outcome = answer.statusCode() < 500 ? Outcome.SUCCESS : Outcome.SERVER_FAILURE;
      return new Attempt(outcome, answer.body());
    } catch (ConnectException e) {
      return new Attempt(Outcome.CONNECT_FAILURE, e.toString());
    } catch (HttpTimeoutException e) {
      return new Attempt(Outcome.TIMEOUT, e.toString());
    } catch (IOException e) {
      // It took the request and broke off.
      return new Attempt(Outcome.SERVER_FAILURE, e.toString());
    }
  }

  /** How an attempt went, and what the pod said or what went wrong. */
  record Attempt(Outcome outcome, String answer) {}
}
