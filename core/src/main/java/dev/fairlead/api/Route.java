package dev.fairlead.api;

import java.util.Objects;

/**
 * How a call to a target goes now: straight to an endpoint, or as if Fairlead were not there. An
 * adapter asks for it before each call.
 */
public sealed interface Route {

  /**
   * To one of these endpoints; {@link LoadBalancer#pick} says which, or throws when Kubernetes'
   * rules leave none. A call for which they leave none never goes by name.
   */
  record ToEndpoints(LoadBalancer endpoints) implements Route {}

  /**
   * By the Service's own name, untouched: the cluster IP applies the same policy.
   *
   * @param explanation why, for people
   */
  record ByName(Cause cause, String explanation) implements Route {
    public ByName {
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(explanation, "explanation");
    }
  }

  /** Why a call goes by name. */
  enum Cause {
    /** Fairlead is switched off. */
    OFF,
    /** Fairlead only watches what it would have done. */
    SHADOW,
    /** A service mesh's proxy in the pod routes the calls. */
    SIDECAR,
    /** No cluster was found and nothing is configured. */
    NO_SOURCE,
    /** Nothing is known yet, and the wait is over. */
    NOT_SYNCED,
    /** The API server refuses to tell, or has refused for so long that the view is not trusted. */
    REFUSED,
    /** There is no such Service, so the name is somebody else's. */
    SERVICE_NOT_FOUND,
    /** A Service of type ExternalName is another DNS name. */
    EXTERNAL_NAME
  }
}
