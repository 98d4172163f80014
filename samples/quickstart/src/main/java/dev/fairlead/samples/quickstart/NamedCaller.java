package dev.fairlead.samples.quickstart;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.Outcome;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Route;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.Target;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Calls URLs: where the host is the name of a Service the request goes straight to one of its pods,
 * every other one goes untouched. The smallest adapter there can be.
 */
final class NamedCaller {
  private static final int HTTP = 80;

  private final Fairlead fairlead;
  private final Caller caller = new Caller();

  NamedCaller(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  /**
   * What was answered.
   *
   * @param uri such as {@code http://orders/}; a Service port, never a target port
   * @throws NoEndpointException when the Service has no endpoint that may be called from here
   */
  String get(URI uri) throws IOException, InterruptedException {
    LoadBalancer balancer = balancer(uri);
    if (balancer == null || balancer.route() instanceof Route.ByName) {
      return caller.get(uri).body();
    }
    try (Pick pick = balancer.pick()) {
      URI atPod = URI.create("http://" + pick.endpoint() + uri.getRawPath());
      String answer = caller.get(atPod).body();
      pick.complete(Outcome.SUCCESS);
      return answer;
    }
  }

  private @Nullable LoadBalancer balancer(URI uri) {
    ServiceKey service = fairlead.hosts().resolve(uri.getHost());
    int port = uri.getPort() < 0 ? HTTP : uri.getPort();
    return service == null
        ? null
        : fairlead.loadBalancer(new Target(service, new PortRef.Numbered(port)));
  }
}
