package dev.fairlead.api;

/**
 * How many endpoints a Service has on the asked port and family, over all nodes.
 *
 * @param draining serving and terminating, not ready
 * @param notReady all others
 */
public record EndpointCounts(int ready, int draining, int notReady) {

  /** Nothing counted. */
  public static final EndpointCounts NONE = new EndpointCounts(0, 0, 0);

  /** {@code 12 ready, 1 draining, 3 not ready}. */
  @Override
  public String toString() {
    return ready + " ready, " + draining + " draining, " + notReady + " not ready";
  }
}
