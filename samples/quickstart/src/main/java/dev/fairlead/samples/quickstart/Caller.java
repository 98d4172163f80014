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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application's client: the JDK's HTTP client, with Fairlead choosing the pod of each request.
 */
final class Caller {
  private static final Pattern POD = Pattern.compile("\"pod\" *: *\"([^\"]*)\"");
  private static final Pattern NODE = Pattern.compile("\"node\" *: *\"([^\"]*)\"");

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
      try (Pick pick = balancer.pick()) {
        String answer = get(pick.endpoint());
        pick.complete(Outcome.SUCCESS);
        tally.count(first(POD, answer), first(NODE, answer));
      }
    }
    return tally;
  }

  /** One request to one pod; what it answered. */
  String get(Endpoint endpoint) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + endpoint + "/");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static String first(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    return matcher.find() ? matcher.group(1) : "?";
  }
}
