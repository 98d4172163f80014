package dev.fairlead.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Kubernetes' rules leave for one target at one place: endpoints with a tier, or a reason. */
public sealed interface Selection {

  /**
   * These endpoints may be called, any of them, and no other.
   *
   * @param endpoints at least one; ordered by slice name and position
   * @param reserves where requests may spill over to, the nearest first; empty unless {@link
   *     SpillOver} allows it
   */
  record Eligible(List<Endpoint> endpoints, Tier tier, List<Reserve> reserves)
      implements Selection {
    public Eligible {
      endpoints = List.copyOf(endpoints);
      reserves = List.copyOf(reserves);
      if (endpoints.isEmpty()) {
        throw new IllegalArgumentException("No endpoint is a reason, not a tier");
      }
    }

    /** Without reserves, as Kubernetes' rules have it. */
    public Eligible(List<Endpoint> endpoints, Tier tier) {
      this(endpoints, tier, List.of());
    }

    /** The endpoints, then those of the reserves: all that a pick may choose. */
    public List<Endpoint> reachable() {
      if (reserves.isEmpty()) {
        return endpoints;
      }
      List<Endpoint> all = new ArrayList<>(endpoints);
      reserves.forEach(reserve -> all.addAll(reserve.endpoints()));
      return all;
    }
  }

  /**
   * Endpoints that are asked only when the nearer ones have too much to do.
   *
   * @param endpoints at least one, none of which is nearer
   */
  record Reserve(List<Endpoint> endpoints, Tier tier) {
    public Reserve {
      endpoints = List.copyOf(endpoints);
    }
  }

  /**
   * Nothing may be called.
   *
   * @param counts what exists on that port, elsewhere or not usable
   * @param detail what the reason needs to be understood: the ports the Service has, the external
   *     name, what the API server said; empty when there is nothing to add
   */
  record Empty(Reason reason, EndpointCounts counts, String detail) implements Selection {

    /** A reason that needs no more words and counted nothing. */
    public static Empty of(Reason reason) {
      return new Empty(reason, EndpointCounts.NONE, "");
    }

    /** The DNS name to call instead; null unless the reason is {@link Reason#EXTERNAL_NAME}. */
    public @Nullable String externalName() {
      return reason == Reason.EXTERNAL_NAME ? detail : null;
    }
  }
}
