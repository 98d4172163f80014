package dev.fairlead.api;

/**
 * Hears what happens. Every method is empty by default.
 *
 * <p>All calls come from one thread, one at a time and in order. It is neither a thread of a
 * request nor the control plane, so a slow listener delays nobody but itself; one that falls far
 * behind loses events, which is logged. What a listener throws is logged and otherwise ignored.
 */
public interface FairleadListener {

  /**
   * From now on every call goes by name, whatever its target: switched off, watched only, or a
   * mesh's proxy was found. Told at the start too, when it is so from the start.
   */
  default void bypassed(Route.ByName bypass) {}

  /**
   * A target comes into use; the first event of each. One that expired and is used again is opened
   * with another balancer, perhaps before the former one is told to be closed.
   */
  default void targetOpened(LoadBalancer balancer) {}

  /** A target was not used for long and is not watched any more; the last event of each. */
  default void targetClosed(LoadBalancer balancer) {}

  /** The set of a target changed. The first one tells the first answer. */
  default void selectionChanged(SelectionChange change) {}

  /** What is known of a target began or ceased to be followed, or the trouble is another one. */
  default void freshnessChanged(Target target, Freshness freshness) {}

  /** Calls to {@code target} go another way from now on, unless every call is bypassed. */
  default void routeChanged(Target target, Route route) {}

  /** An endpoint is left out for a while because of how it did. */
  default void endpointEjected(Ejection ejection) {}

  /** An endpoint that was left out is used again: a request to it succeeded. */
  default void endpointReadmitted(Target target, Endpoint endpoint) {}

  /** A watch ended and was begun anew with a list. */
  default void watchRestarted(String namespace, String resource) {}

  /** More is known of where this process runs. */
  default void locationChanged(Location location) {}
}
