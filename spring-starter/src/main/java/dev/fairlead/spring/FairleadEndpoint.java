package dev.fairlead.spring;

import dev.fairlead.Fairlead;
import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Route;
import dev.fairlead.api.ServiceKey;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * What this process knows of the Services it calls, as the actuator endpoint {@code fairlead}.
 * Asking changes nothing: a target is not used by being looked at.
 */
@Endpoint(id = "fairlead")
public final class FairleadEndpoint {
  private final Fairlead fairlead;

  FairleadEndpoint(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  /**
   * The whole picture.
   *
   * @param calls how all calls go: to endpoints, or by name with the reason
   * @param targets those in use, in the order of their names
   */
  public record Picture(
      String calls, @Nullable String node, @Nullable String zone, List<TargetDescriptor> targets) {}

  /** Every target in use. */
  @ReadOperation
  public Picture picture() {
    Location location = fairlead.location();
    return new Picture(calls(), location.node(), location.zone(), targets(key -> true));
  }

  /** The targets of one Service; null, which is 404, when it is not in use. */
  @ReadOperation
  public @Nullable Picture service(@Selector String namespace, @Selector String service) {
    Location location = fairlead.location();
    ServiceKey asked = new ServiceKey(namespace, service);
    List<TargetDescriptor> targets = targets(asked::equals);
    return targets.isEmpty()
        ? null
        : new Picture(calls(), location.node(), location.zone(), targets);
  }

  private String calls() {
    Route.ByName bypass = fairlead.bypass();
    return bypass == null ? "to endpoints" : "by name: " + bypass.explanation();
  }

  private List<TargetDescriptor> targets(Predicate<ServiceKey> wanted) {
    return fairlead.loadBalancers().stream()
        .filter(balancer -> wanted.test(balancer.target().service()))
        .map(LoadBalancer::report)
        .map(TargetDescriptor::of)
        .sorted(Comparator.comparing(TargetDescriptor::target))
        .toList();
  }
}
