package dev.fairlead.api;

import java.util.List;

/**
 * Which nodes and zones the control plane wants an endpoint to serve. An empty list is a missing
 * hint.
 *
 * <p>Written by the EndpointSlice controller from {@code trafficDistribution}; the controller has
 * already decided, so nothing else about zones is consulted.
 */
public record TopologyHints(List<String> forNodes, List<String> forZones) {

  /** No hint of either kind. */
  public static final TopologyHints NONE = new TopologyHints(List.of(), List.of());

  public TopologyHints {
    forNodes = List.copyOf(forNodes);
    forZones = List.copyOf(forZones);
  }
}
