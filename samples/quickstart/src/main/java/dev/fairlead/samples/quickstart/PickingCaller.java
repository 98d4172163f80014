package dev.fairlead.samples.quickstart;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Fairlead without an adapter, for any client: here the JDK's, which asks for each request. */
final class PickingCaller {
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

  private String call(LoadBalancer balancer) throws IOException, InterruptedException {
    try (Pick pick = balancer.pick()) {
      URI uri = URI.create("http://" + pick.endpoint() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
      String answer = http.send(request, BodyHandlers.ofString()).body();
      pick.complete(Outcome.SUCCESS);
      return answer;
    }
  }
}
