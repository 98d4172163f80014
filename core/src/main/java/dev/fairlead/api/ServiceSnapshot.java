package dev.fairlead.api;

import java.util.List;

/** One Service with all its slices, as Kubernetes told it at one moment. */
public record ServiceSnapshot(Service service, List<Slice> slices) {

  public ServiceSnapshot {
    slices = List.copyOf(slices);
  }
}
