package dev.fairlead.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an EndpointSlice: an address and what Kubernetes says of it. It has no port; the
 * ports belong to the slice.
 *
 * @param address the first address in canonical form ({@link IpAddress}); null when the entry has
 *     none or none that is an IP address
 * @param node the name of the pod's node, as in {@code nodeName}
 */
public record EndpointRecord(
    @Nullable String address,
    Conditions conditions,
    @Nullable String node,
    @Nullable String zone,
    TopologyHints hints,
    @Nullable PodRef pod) {

  public EndpointRecord {
    address = address == null ? null : IpAddress.canonical(address);
    Objects.requireNonNull(conditions, "conditions");
    Objects.requireNonNull(hints, "hints");
  }
}
