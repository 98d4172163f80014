package dev.fairlead.api;

import java.util.List;

/**
 * One Service with all its slices, as Kubernetes told it at one moment.
 *
 * @param version the resourceVersion of the latest change it holds; empty when that is not known
 */
public record ServiceSnapshot(Service service, List<Slice> slices, String version) {

  public ServiceSnapshot {
    slices = List.copyOf(slices);
  }

  /** A snapshot whose version is not known. */
  public ServiceSnapshot(Service service, List<Slice> slices) {
    this(service, slices, "");
  }

  /** True when {@code other} says the same, whatever its version. */
  public boolean saysTheSameAs(ServiceSnapshot other) {
    return service.equals(other.service) && slices.equals(other.slices);
  }
}
