package dev.fairlead.okhttp;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.Selection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The attempts of one call at the endpoints of a Service. Another endpoint is tried only while
 * nothing of the request was sent, or when OkHttp itself already repeats it, and as long as there
 * is one, the attempts are not used up and the budget of the target allows it.
 */
final class ServiceCall {
  private final Interceptor.Chain chain;
  private final BoundService service;
  private final LoadBalancer balancer;
  private final OkHttpSettings settings;
  private final SelectedEndpoint selected;
  private final AttemptObserver observer;
  private final Failures failures;

  ServiceCall(Interceptor.Chain chain, BoundService service, OkHttpSettings settings) {
    this.chain = chain;
    this.service = service;
    this.balancer = service.balancer();
    this.settings = settings;
    this.selected = SelectedEndpoint.forAttemptsOf(chain.call());
    this.observer = new AttemptObserver(selected);
    this.failures = new Failures(service.target());
    chain.call().addEventListener(observer);
  }

  Response execute() throws IOException {
    for (int left = settings.maxAttempts() - 1; ; left--) {
      Pick pick = pick();
      boolean another = left > 0 && othersRemain(pick.endpoint());
      try {
        return attempt(pick, another);
      } catch (IOException e) {
        failed(pick.endpoint(), e, another);
      }
    }
  }

  private Pick pick() throws IOException {
    try {
      return balancer.pick(selected.wish());
    } catch (NoEndpointException e) {
      throw failures.isEmpty()
          ? Failures.nothingToCall(service.target(), e)
          : failures.unreachable("No other endpoint may be called now", e);
    }
  }

  /** Whether there is an endpoint that was not tried, beside {@code now}. */
  private boolean othersRemain(Endpoint now) {
    if (!(balancer.selection() instanceof Selection.Eligible eligible)) {
      return false;
    }
    List<Endpoint> all = eligible.reachable();
    PickRequest wish = selected.wish();
    if (wish.tried().isEmpty()) {
      return all.size() > 1;
    }
    for (int i = 0; i < all.size(); i++) {
      if (!wish.avoids(all.get(i)) && !now.sameInstance(all.get(i))) {
        return true;
      }
    }
    return false;
  }

  private Response attempt(Pick pick, boolean another) throws IOException {
    observer.begin(pick);
    try {
      Endpoint endpoint = pick.endpoint();
      selected.goesTo(service.target(), endpoint);
      EndpointBinding binding = service.binding(endpoint);
      observer.goesTo(binding);
      int limit = another ? (int) settings.connectTimeout().toMillis() : 0;
      Response response = binding.bind(chain, limit).proceed(chain.request());
      answered(endpoint, response);
      return response;
    } catch (RuntimeException | Error e) {
      observer.end(Outcome.CANCELLED);
      throw e;
    }
  }

  private void answered(Endpoint endpoint, Response response) {
    Outcome outcome;
    try {
      outcome = settings.classifier().classify(response);
    } catch (RuntimeException | Error e) {
      response.close();
      throw e;
    }
    if (outcome != Outcome.SUCCESS) {
      selected.failedAt(endpoint); // for whoever repeats the call
    }
    observer.answered(response, outcome);
  }

  /** Returns when another endpoint is to be tried, else throws what the caller is to see. */
  private void failed(Endpoint endpoint, IOException failure, boolean another) throws IOException {
    if (chain.call().isCanceled()) {
      throw failure; // the last event of the call ends the attempt
    }
    if (isInterrupted(failure)) {
      observer.end(Outcome.CANCELLED);
      throw failure;
    }
    boolean unsent = observer.connectFailed() && (!observer.sent() || Failures.wasRefused(failure));
    boolean unreached = unsent || Failures.isConnect(failure);
    observer.end(unreached ? Outcome.CONNECT_FAILURE : AttemptObserver.outcomeOf(failure));
    selected.failedAt(endpoint);
    if (Failures.isCertificate(failure) || !(unsent || isRepeated(failure))) {
      throw Failures.at(endpoint, service.target(), failure);
    }
    failures.add(endpoint, failure);
    if (another && balancer.tryRetry()) {
      return;
    }
    if (!unsent) {
      throw Failures.at(endpoint, service.target(), failure);
    }
    throw failures.unreachable(whyNoOther(endpoint, another), failure);
  }

  /** Empty when there is no other one. */
  private String whyNoOther(Endpoint last, boolean another) {
    if (another) {
      return "The budget for further attempts is used up";
    }
    return othersRemain(last)
        ? "Others were not tried: a call makes " + settings.maxAttempts() + " attempts at most"
        : "";
  }

  private static boolean isInterrupted(IOException failure) {
    return Thread.currentThread().isInterrupted()
        || (failure instanceof InterruptedIOException
            && !(failure instanceof SocketTimeoutException));
  }

  /**
   * A kept connection broke under the request, OkHttp repeats it as it may, and finds that the
   * endpoint takes no connection any more: what may be repeated there may be repeated elsewhere.
   * That is how requests meet a pod that has just ended.
   */
  private boolean isRepeated(IOException failure) {
    return observer.connectFailed()
        && Failures.isConnect(failure)
        && Methods.isRepeatable(chain.request());
  }
}
