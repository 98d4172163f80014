package dev.fairlead.samples.quickstart;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * An application's client: the JDK's HTTP client, with Fairlead choosing the pod of each request.
 */
final class Caller {
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Sends {@code requests} requests, one after the other, and counts who answered.
   *
   * @throws NoEndpointException when the Service has no endpoint that may be called from here
   * @throws IOException when a pod did not answer
   */
  Tally call(LoadBalancer balancer, int requests) throws IOException, InterruptedException {
    Tally tally = new Tally();
    for (int i = 0; i < requests; i++) {
      tally.count(call(balancer));
    }
    return tally;
  }

  /** As {@link #call(LoadBalancer, int)} for one request; what was answered. */
  String call(LoadBalancer balancer) throws IOException, InterruptedException {
    try (Pick pick = balancer.pick()) {
      HttpResponse<String> answer = get(pick.endpoint());
      pick.complete(Outcome.SUCCESS);
      return answer.body();
    }
  }

  /** One request to one pod; what it answered. */
  HttpResponse<String> get(Endpoint endpoint) throws IOException, InterruptedException {
    return get(URI.create("http://" + endpoint + "/"));
  }

  /** One request to where the URL leads without Fairlead. */
  HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    return http.send(request, BodyHandlers.ofString());
  }
}
