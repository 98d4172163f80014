package dev.fairlead.internal.selection;

import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Reason;
import dev.fairlead.api.Service;
import dev.fairlead.api.Slice;
import dev.fairlead.api.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the slices of one Service together: family, port and address of each entry, in the order of
 * slice names. A slice belongs to the Service by namespace and label alone, whoever wrote it.
 */
final class SliceMerger {
  private final Service service;
  private final List<Slice> slices;
  private final Exclusions exclusions;

  SliceMerger(Service service, List<Slice> slices, Exclusions exclusions) {
    this.service = service;
    this.slices =
        slices.stream()
            .filter(slice -> slice.service().equals(service.key()))
            .sorted(Comparator.comparing(Slice::name))
            .toList();
    this.exclusions = exclusions;
  }

  /**
   * Every entry with an address, once per port number: a list for each slice, in the order of slice
   * names. Duplicates are still in.
   */
  List<List<Endpoint>> merge(ServiceRules.Asked asked) {
    List<List<Endpoint>> members = new ArrayList<>(slices.size());
    for (Slice slice : slices) {
      if (slice.origin().headless() && !service.addresses().headless()) {
        exclude(slice, Why.NOT_CONSULTED);
      } else if (slice.family() != asked.family()) {
        exclude(slice, Why.OTHER_FAMILY);
      } else {
        members.add(members(slice, asked.port().numbers(slice)));
      }
    }
    return members;
  }

  private List<Endpoint> members(Slice slice, List<Integer> ports) {
    if (ports.isEmpty()) {
      exclude(slice, Why.NO_SUCH_PORT);
      return List.of();
    }
    List<Endpoint> members = new ArrayList<>(slice.endpoints().size());
    for (EndpointRecord endpoint : slice.endpoints()) {
      for (int port : ports) {
        if (endpoint.address() == null) {
          exclusions.add(endpoint, port, Why.NO_ADDRESS);
        } else {
          members.add(new Endpoint(endpoint, port));
        }
      }
    }
    return members;
  }

  /** Notes a cause for every entry, when the Service itself was the reason. */
  void excludeAll(Reason reason) {
    Why why =
        switch (reason) {
          case UNSUPPORTED_IP_FAMILY -> Why.OTHER_FAMILY;
          case UNKNOWN_PORT -> Why.NO_SUCH_PORT;
          default -> Why.NOT_CONSULTED;
        };
    slices.forEach(slice -> exclude(slice, why));
  }

  private void exclude(Slice slice, Why why) {
    slice.endpoints().forEach(endpoint -> exclusions.add(endpoint, null, why));
  }
}
