package dev.fairlead.benchmarks.simulation;

/** How far the calls of a client may go. */
enum Reach {
  /** To all servers alike. */
  ANYWHERE,
  /** To those of the own node only: {@code internalTrafficPolicy: Local}. */
  OWN_NODE,
  /** To those hinted for the own zone, as kube-proxy does it. */
  OWN_ZONE,
  /** As before, and farther when that is too much for them. */
  OWN_ZONE_FIRST;

  /** Whether each server has the hint to serve its own zone. */
  boolean hinted() {
    return this == OWN_ZONE || this == OWN_ZONE_FIRST;
  }
}
