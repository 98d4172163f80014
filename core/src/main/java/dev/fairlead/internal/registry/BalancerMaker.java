package dev.fairlead.internal.registry;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Location;
import dev.fairlead.api.Target;
import dev.fairlead.internal.balancing.TargetBalancer;

/** Makes the balancers of a registry. */
@FunctionalInterface
public interface BalancerMaker {
  /**
   * One that knows nothing yet.
   *
   * @param shownAs what callers pick from, in routes
   */
  TargetBalancer create(Target target, Location location, LoadBalancer shownAs);
}
