package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/** {@code internalTrafficPolicy} or {@code externalTrafficPolicy} of a Service. */
public enum TrafficPolicy {
  /** Endpoints of every node. */
  CLUSTER,
  /** Endpoints of the own node only; never another, even when there is none. */
  LOCAL;

  /** {@code Local} is LOCAL; everything else, absence included, is CLUSTER. */
  public static TrafficPolicy parse(@Nullable String text) {
    return "Local".equals(text) ? LOCAL : CLUSTER;
  }
}
