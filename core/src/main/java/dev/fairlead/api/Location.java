package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/**
 * Where this process runs: its node and its zone, either of which may be unknown (null).
 *
 * <p>The node is the name of the Kubernetes Node ({@code spec.nodeName} of the pod), never a host
 * name. An unknown node makes a {@code Local} policy fail closed; an unknown zone switches zone
 * hints off, exactly as in kube-proxy.
 */
public record Location(@Nullable String node, @Nullable String zone) {

  /** Neither node nor zone is known. */
  public static final Location UNKNOWN = new Location(null, null);

  /** Blank text counts as unknown: an unset field of the downward API arrives as "". */
  public Location {
    node = node == null || node.isBlank() ? null : node;
    zone = zone == null || zone.isBlank() ? null : zone;
  }

  /** This location, with what it does not know taken from {@code other}. */
  public Location orElse(Location other) {
    return new Location(node != null ? node : other.node, zone != null ? zone : other.zone);
  }

  /** True when node and zone are both known. */
  public boolean isComplete() {
    return node != null && zone != null;
  }
}
