package dev.fairlead.api;

/** Whose traffic is asked about: it decides which of a Service's two traffic policies applies. */
public enum Traffic {
  /** A client inside the cluster that calls the Service. */
  INTERNAL,
  /** Traffic from outside that arrives on this node by node port, load-balancer or external IP. */
  EXTERNAL
}
