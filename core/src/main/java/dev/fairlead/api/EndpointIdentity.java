package dev.fairlead.api;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint as a key: the same for the same listener of the same pod, whatever its conditions; a
 * new pod at an old address is another one. Whatever lives as long as a pod does is kept under it.
 */
public final class EndpointIdentity {
  private final Endpoint endpoint;

  /** The identity of {@code endpoint}. */
  public EndpointIdentity(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof EndpointIdentity other && endpoint.sameInstance(other.endpoint);
  }

  /** Of address and port. */
  @Override
  public int hashCode() {
    return endpoint.hashCode();
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }
}
