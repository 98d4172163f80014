package dev.fairlead.api;

/** How near an endpoint is. */
public enum Locality {
  /** On the own node. */
  NODE,
  /** In the own zone, on another node. */
  ZONE,
  /** Elsewhere, or not known. */
  OTHER;

  /** How near {@code endpoint} is to {@code location}. */
  public static Locality of(Endpoint endpoint, Location location) {
    if (location.node() != null && location.node().equals(endpoint.node())) {
      return NODE;
    }
    return location.zone() != null && location.zone().equals(endpoint.zone()) ? ZONE : OTHER;
  }
}
