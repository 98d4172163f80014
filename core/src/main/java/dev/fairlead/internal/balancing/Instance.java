package dev.fairlead.internal.balancing;

import dev.fairlead.api.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as a key: the same for the same listener of the same pod, whatever its conditions.
 */
final class Instance {
  private final Endpoint endpoint;

  Instance(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Instance other && endpoint.sameInstance(other.endpoint);
  }

  /** Of address and port. */
  @Override
  public int hashCode() {
    return endpoint.hashCode();
  }
}
