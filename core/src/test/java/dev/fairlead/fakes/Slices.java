package dev.fairlead.fakes;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.IpFamily;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceAddresses;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.ServicePort;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyAnnotations;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;

/** Data for tests: the Service shop/orders with one port, http 80, and its slices. */
public final class Slices {
  public static final ServiceKey ORDERS = new ServiceKey("shop", "orders");

  private static final ServicePort HTTP = new ServicePort("http", Protocol.TCP, 80, 0);

  private Slices() {}

  /** The Service with this policy for internal traffic. */
  public static Service service(TrafficPolicy internal) {
    return service(internal, List.of(HTTP));
  }

  /** The Service with these ports. */
  public static Service service(TrafficPolicy internal, List<ServicePort> ports) {
    return new Service(
        ORDERS,
        new ServiceAddresses("10.96.0.7", List.of("10.96.0.7"), List.of(IpFamily.IPV4), List.of()),
        ports,
        new Service.Policies(internal, TrafficPolicy.CLUSTER),
        TopologyAnnotations.NONE,
        null);
  }

  /** One slice of it, whose port http is 8080. */
  public static Slice slice(String name, EndpointRecord... endpoints) {
    return slice(name, List.of(endpoints));
  }

  /** As {@link #slice(String, EndpointRecord...)}. */
  public static Slice slice(String name, List<EndpointRecord> endpoints) {
    return new Slice(
        name,
        ORDERS,
        IpFamily.IPV4,
        List.of(new Slice.Port("http", Protocol.TCP, 8080)),
        endpoints,
        Slice.Origin.CONTROLLER);
  }

  /** A ready endpoint without hints; its pod is named after the address. */
  public static EndpointRecord ready(String address, String node) {
    return record(address, node, Conditions.READY);
  }

  /** An endpoint without hints; its pod is named after the address. */
  public static EndpointRecord record(String address, String node, Conditions conditions) {
    PodRef pod = PodRef.of("pod-" + address, "uid-" + address);
    return new EndpointRecord(address, conditions, node, "zone-a", TopologyHints.NONE, pod);
  }

  /** {@code count} ready endpoints 10.1.x.y on nodes node-0 to node-9, in slices of 100. */
  public static List<Slice> many(int count) {
    List<Slice> slices = new ArrayList<>();
    for (int from = 0; from < count; from += 100) {
      List<EndpointRecord> records = new ArrayList<>();
      for (int i = from; i < Math.min(from + 100, count); i++) {
        records.add(ready("10.1." + i / 250 + "." + (i % 250 + 1), "node-" + i % 10));
      }
      slices.add(slice("orders-" + from / 100, records));
    }
    return slices;
  }

  /** Found, with these slices and policy Cluster. */
  public static Resolution found(Slice... slices) {
    return found(TrafficPolicy.CLUSTER, slices);
  }

  /** Found, with these slices. */
  public static Resolution found(TrafficPolicy internal, Slice... slices) {
    return new Resolution.Found(new ServiceSnapshot(service(internal), List.of(slices)));
  }
}
