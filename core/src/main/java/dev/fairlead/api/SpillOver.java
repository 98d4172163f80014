package dev.fairlead.api;

/**
 * Whether requests may leave the own node or zone when the endpoints there, which Kubernetes hints
 * at, have too much to do, are slow or fail. Kube-proxy does not do that, so it is a switch. It
 * never crosses {@code internalTrafficPolicy: Local}.
 *
 * @param adaptive whether they may
 * @param fromInFlight only when the endpoint chosen nearby has so many requests in flight, 1 to
 *     1,000
 * @param loadRatio and is so many times as loaded as one of the farther ones, 1 to 100. One that
 *     was twice as slow of late, failures included, is too much whatever it has in flight
 */
public record SpillOver(boolean adaptive, int fromInFlight, double loadRatio) {

  /** As kube-proxy: only where the hints say. The default. */
  public static final SpillOver STRICT = new SpillOver(false, 2, 3);

  /** From 2 in flight on, to endpoints with a third of the load. */
  public static final SpillOver ADAPTIVE = new SpillOver(true, 2, 3);

  private static final int MOST_IN_FLIGHT = 1_000;

  public SpillOver {
    if (fromInFlight < 1 || fromInFlight > MOST_IN_FLIGHT) {
      throw new IllegalArgumentException("fromInFlight is 1 to 1000, not " + fromInFlight);
    }
    if (!(loadRatio >= 1 && loadRatio <= 100)) {
      throw new IllegalArgumentException("loadRatio is 1 to 100, not " + loadRatio);
    }
  }
}
