package dev.fairlead.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Kubernetes' rules leave for one target at one place: endpoints with a tier, or a reason. */
public sealed interface Selection {

  /**
   * These endpoints may be called, any of them, and no other.
   *
   * @param endpoints at least one; ordered by slice name and position
   */
  record Eligible(List<Endpoint> endpoints, Tier tier) implements Selection {
    public Eligible {
      endpoints = List.copyOf(endpoints);
      if (endpoints.isEmpty()) {
        throw new IllegalArgumentException("No endpoint is a reason, not a tier");
      }
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
