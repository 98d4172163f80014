package dev.fairlead.spring;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.IpFamily;
import dev.fairlead.api.PortRef;
import dev.fairlead.api.Protocol;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceAddresses;
import dev.fairlead.api.ServiceKey;
import dev.fairlead.api.ServicePort;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.Target;
import dev.fairlead.api.TopologyAnnotations;
import dev.fairlead.api.TopologyHints;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * One Service of the properties in the making, as Kubernetes would tell it: a slice for each
 * address, since each may have another port. Names of hosts are looked up once, at the start.
 */
final class StaticService {
  private static final String FORM = "Write such as fairlead.static.[orders.shop]=localhost:8080.";

  private final ServiceKey key;
  private final List<ServicePort> ports = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();

  StaticService(ServiceKey key) {
    this.key = key;
  }

  /** One property: some ports of a Service, and where they lead. */
  record Entry(ServiceKey service, List<ServicePort> ports, List<InetSocketAddress> addresses) {}

  static Entry parse(String key, List<String> addresses, String ownNamespace) {
    try {
      Target target = Target.parse(key, ownNamespace);
      return new Entry(
          target.service(),
          ports(target.port()),
          addresses.stream().map(StaticService::address).toList());
    } catch (IllegalArgumentException e) {
      throw new FairleadPropertyException(
          StaticEndpoints.PREFIX + ".[" + key + "]", String.valueOf(e.getMessage()), FORM, e);
    }
  }

  private static List<ServicePort> ports(PortRef port) {
    if (port instanceof PortRef.Numbered number) {
      return List.of(tcp("port-" + number.number(), number.number()));
    }
    if (port instanceof PortRef.Named named) {
      return List.of(tcp(named.name(), 0));
    }
    return List.of(tcp("http", 80), tcp("https", 443));
  }

  /** A port of the number 0 is one that only its name leads to. */
  private static ServicePort tcp(String name, int number) {
    return new ServicePort(name, Protocol.TCP, number, 0);
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("Not host:port: '" + text + "'");
    }
    String host = text.substring(0, colon);
    try {
      return new InetSocketAddress(
          InetAddress.getByName(host), Integer.parseInt(text.substring(colon + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("No address is known of '" + host + "'", e);
    }
  }

  /**
   * @throws FairleadPropertyException when another entry leads the same port elsewhere
   */
  void add(Entry entry) {
    for (ServicePort port : entry.ports()) {
      if (ports.stream().anyMatch(other -> isSame(port, other))) {
        throw ambiguous(port);
      }
    }
    ports.addAll(entry.ports());
    for (InetSocketAddress address : entry.addresses()) {
      slices.add(slice(entry, address));
    }
  }

  private FairleadPropertyException ambiguous(ServicePort port) {
    String name = key.name() + "." + key.namespace();
    return new FairleadPropertyException(
        StaticEndpoints.PREFIX,
        "two entries lead port " + port + " of " + name + " somewhere.",
        "Remove one of them; [" + name + "] is of the ports 80 and 443, [" + name + ":80] of one.",
        null);
  }

  private static boolean isSame(ServicePort one, ServicePort other) {
    return one.name().equals(other.name()) || (one.number() != 0 && one.number() == other.number());
  }

  private Slice slice(Entry entry, InetSocketAddress address) {
    String ip = address.getAddress().getHostAddress();
    List<Slice.Port> targets = new ArrayList<>();
    for (ServicePort port : entry.ports()) {
      targets.add(new Slice.Port(port.name(), port.protocol(), address.getPort()));
    }
    return new Slice(
        key.name() + "-" + slices.size(),
        key,
        IpFamily.of(ip),
        targets,
        List.of(new EndpointRecord(ip, Conditions.READY, null, null, TopologyHints.NONE, null)),
        new Slice.Origin(false, false));
  }

  Resolution resolution() {
    boolean v4 = slices.isEmpty() || slices.stream().anyMatch(s -> s.family() == IpFamily.IPV4);
    String clusterIp = v4 ? "127.0.0.1" : "::1";
    Service service =
        new Service(
            key,
            new ServiceAddresses(clusterIp, List.of(), List.of(), List.of()),
            ports,
            Service.Policies.CLUSTER,
            TopologyAnnotations.NONE,
            null);
    return new Resolution.Found(new ServiceSnapshot(service, slices));
  }
}
