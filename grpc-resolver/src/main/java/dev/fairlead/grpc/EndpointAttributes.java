package dev.fairlead.grpc;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.PodRef;
import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;

/** What an address that Fairlead resolved says of its pod, for load-balancing policies. */
public final class EndpointAttributes {
  /** The pod; missing for hand-made slices that name none. */
  public static final Attributes.Key<PodRef> POD = Attributes.Key.create("dev.fairlead.pod");

  /** The node it runs on; missing when the slice does not say. */
  public static final Attributes.Key<String> NODE = Attributes.Key.create("dev.fairlead.node");

  /** The zone of that node, which is the locality name too; missing when the slice does not say. */
  public static final Attributes.Key<String> ZONE = Attributes.Key.create("dev.fairlead.zone");

  /** The whole endpoint. */
  static final Attributes.Key<Endpoint> ENDPOINT = Attributes.Key.create("dev.fairlead.endpoint");

  private EndpointAttributes() {}

  /** The group of one endpoint: its address alone, with what is known of it. */
  static EquivalentAddressGroup group(Endpoint endpoint) {
    Attributes.Builder attributes = Attributes.newBuilder().set(ENDPOINT, endpoint);
    if (endpoint.pod() != null) {
      attributes.set(POD, endpoint.pod());
    }
    if (endpoint.node() != null) {
      attributes.set(NODE, endpoint.node());
    }
    if (endpoint.zone() != null) {
      attributes.set(ZONE, endpoint.zone());
      attributes.set(EquivalentAddressGroup.ATTR_LOCALITY_NAME, endpoint.zone());
    }
    return new EquivalentAddressGroup(endpoint.socketAddress(), attributes.build());
  }
}
