package dev.fairlead.api;

/** By which rule the endpoints of a selection were chosen. */
public enum Tier {
  /** Policy Local: ready on the own node. */
  LOCAL(
      "internalTrafficPolicy or externalTrafficPolicy Local: the ready endpoints of the own node"),
  /** Policy Local, nothing ready on the own node: serving and terminating there. */
  LOCAL_TERMINATING("policy Local: none ready on the own node, so those that drain there"),
  /** Policy Cluster: ready and hinted for the own node. */
  NODE_HINT("the ready endpoints hinted for the own node"),
  /** Policy Cluster: ready and hinted for the own zone. */
  ZONE_HINT("the ready endpoints hinted for the own zone"),
  /** Policy Cluster: all that are ready. */
  CLUSTER("all ready endpoints of the cluster"),
  /** Policy Cluster, nothing ready anywhere: serving and terminating. */
  CLUSTER_TERMINATING("none is ready anywhere, so those that drain"),
  /** Headless Service: what the cluster DNS would publish. */
  HEADLESS("headless Service: the ready endpoints, as the cluster DNS publishes them");

  private final String rule;

  Tier(String rule) {
    this.rule = rule;
  }

  /** The rule in words. */
  public String rule() {
    return rule;
  }
}
