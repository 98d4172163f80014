package dev.fairlead.spi;

import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;

/** Follows one target, for adapters that act when it changes and not when they are called. */
@FunctionalInterface
public interface TargetObserver {

  /**
   * What may be called now, and how calls go. Called at first soon after the observer was given,
   * then at each change of either, and when the same endpoints are chosen from in another way
   * (session affinity, own location), in order and one at a time, on the control plane: it must not
   * block.
   *
   * @param route as {@link dev.fairlead.api.LoadBalancer#route()} tells a caller that does not
   *     wait; nothing is counted
   */
  void changed(Selection selection, Route route);
}
