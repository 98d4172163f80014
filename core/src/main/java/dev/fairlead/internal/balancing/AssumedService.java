package dev.fairlead.internal.balancing;

import dev.fairlead.api.IpFamily;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Query;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceAddresses;
import dev.fairlead.api.ServicePort;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyAnnotations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The Service that slices let guess: policy Cluster, the ports that the slices name. A slice has
 * target ports and no service ports, so a port number can be told only where there is one port.
 */
final class AssumedService {
  /** Which number a port has is not known, and never asked when it is looked up by its name. */
  private static final int ANY_PORT = 1;

  private AssumedService() {}

  /**
   * @param slices at least one
   */
  static ServiceSnapshot of(List<Slice> slices, Query query) {
    Service service =
        new Service(
            slices.get(0).service(),
            addresses(slices),
            ports(slices, query),
            Service.Policies.CLUSTER,
            new TopologyAnnotations(null, null),
            null);
    return new ServiceSnapshot(service, slices);
  }

  private static List<ServicePort> ports(List<Slice> slices, Query query) {
    Set<Slice.Port> named = new LinkedHashSet<>();
    for (Slice slice : slices) {
      for (Slice.Port port : slice.ports()) {
        if (port.name() != null) {
          named.add(new Slice.Port(port.name(), port.protocol(), ANY_PORT));
        }
      }
    }
    boolean sole = named.size() == 1;
    int number = sole && query.port() instanceof PortRef.Numbered asked ? asked.number() : ANY_PORT;
    List<ServicePort> ports = new ArrayList<>();
    for (Slice.Port port : named) {
      if (port.name() != null) {
        ports.add(new ServicePort(port.name(), port.protocol(), number, 0));
      }
    }
    return ports;
  }

  private static ServiceAddresses addresses(List<Slice> slices) {
    Set<IpFamily> families = new LinkedHashSet<>();
    for (IpFamily family : IpFamily.values()) {
      if (slices.stream().anyMatch(slice -> slice.family() == family)) {
        families.add(family);
      }
    }
    boolean headless = slices.stream().anyMatch(slice -> slice.origin().headless());
    // Any address of the family will do: only its family is looked at.
    List<String> ips =
        families.stream().map(family -> family == IpFamily.IPV4 ? "0.0.0.0" : "::").toList();
    String first = ips.isEmpty() ? "" : ips.get(0);
    return headless
        ? new ServiceAddresses("None", List.of("None"), List.copyOf(families), List.of())
        : new ServiceAddresses(first, ips, List.copyOf(families), List.of());
  }
}
