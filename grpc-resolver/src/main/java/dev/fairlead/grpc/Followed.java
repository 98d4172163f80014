package dev.fairlead.grpc;

import dev.fairlead.api.Location;
import dev.fairlead.api.NoEndpointException;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.spi.AdapterLease;
import io.grpc.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * What the resolver hands to the policy beside the addresses: the target they belong to, and what
 * is known of it.
 *
 * @param lb the policy that the target of the channel names; null when it names none
 */
record Followed(
    AdapterLease lease,
    Target target,
    Selection selection,
    Route route,
    Location location,
    @Nullable String lb) {
  static final Attributes.Key<Followed> KEY = Attributes.Key.create("dev.fairlead.target");

  /** True when the calls go to the endpoints, false when they go by name. */
  boolean toEndpoints() {
    return route instanceof Route.ToEndpoints;
  }

  /** Why the calls go by name; empty when they do not. */
  String explanation() {
    return route instanceof Route.ByName byName ? byName.explanation() : "";
  }

  /** Why there is nothing to call, and what to do; only when that is so. */
  String refusal() {
    if (!toEndpoints()) {
      return "Calls to "
          + target
          + " would go by name ("
          + explanation()
          + "), and a name needs the number of a port: write it in the target"
          + (target.port() instanceof PortRef.Named named
              ? " in place of '" + named.name() + "'"
              : "");
    }
    return selection instanceof Selection.Empty empty
        ? String.valueOf(new NoEndpointException(target, location, empty).getMessage())
        : "";
  }

  /** Policies of others put it into their errors. */
  @Override
  public String toString() {
    String refusal = refusal();
    return refusal.isEmpty() ? target.toString() : refusal;
  }
}
