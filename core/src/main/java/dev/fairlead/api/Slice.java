package dev.fairlead.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Fairlead reads of one EndpointSlice. A Service may have many; none of them is the Service.
 *
 * @param service the namespace of the slice and its label {@code kubernetes.io/service-name}
 * @param family null for a slice of names ({@code FQDN}), which nobody uses
 * @param origin who wrote the slice and how it is marked
 */
public record Slice(
    String name,
    ServiceKey service,
    @Nullable IpFamily family,
    List<Port> ports,
    List<EndpointRecord> endpoints,
    Origin origin) {

  public Slice {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(service, "service");
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
    Objects.requireNonNull(origin, "origin");
  }

  /**
   * One port of a slice, valid for all its endpoints.
   *
   * @param name null when absent: such a port is ignored, as kube-proxy does
   * @param number 0 when absent: ignored too
   */
  public record Port(@Nullable String name, Protocol protocol, int number) {}

  /**
   * Who wrote a slice and how it is marked.
   *
   * @param headless the slice carries {@code service.kubernetes.io/headless}
   * @param fromController says that the EndpointSlice controller wrote it, which copies nodes and
   *     zones from the cluster
   */
  public record Origin(boolean headless, boolean fromController) {

    /** A slice of the EndpointSlice controller for a Service with a cluster IP. */
    public static final Origin CONTROLLER = new Origin(false, true);
  }
}
