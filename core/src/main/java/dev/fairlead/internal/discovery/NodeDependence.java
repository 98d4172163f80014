package dev.fairlead.internal.discovery;

import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether the endpoints of a Service depend on the node (or its zone) of the caller. Pure. */
final class NodeDependence {
  private NodeDependence() {}

  static boolean of(@Nullable Service service, Collection<Slice> slices) {
    if (service == null) {
      return false;
    }
    boolean local =
        service.policies().internal() == TrafficPolicy.LOCAL
            || service.policies().external() == TrafficPolicy.LOCAL;
    return local || slices.stream().anyMatch(NodeDependence::isHinted);
  }

  private static boolean isHinted(Slice slice) {
    return slice.endpoints().stream().anyMatch(one -> !one.hints().equals(TopologyHints.NONE));
  }
}
