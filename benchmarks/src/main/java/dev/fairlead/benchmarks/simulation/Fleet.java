package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.Conditions;
import dev.fairlead.api.Endpoint;
import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.PodRef;
import dev.fairlead.api.Resolution;
import dev.fairlead.api.Service;
import dev.fairlead.api.ServiceSnapshot;
import dev.fairlead.api.Slice;
import dev.fairlead.api.TopologyHints;
import dev.fairlead.api.TrafficPolicy;
import dev.fairlead.fakes.Slices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** All servers there were, and those that are members now, as Kubernetes tells of them. */
final class Fleet {
  private static final int SLICE = 100;

  private final Machines machines;
  private final Reach reach;
  private final Service service;
  private final EventQueue events;
  private final SplittableRandom random;
  private final List<Server> servers = new ArrayList<>();
  private final List<Server> members = new ArrayList<>();
  private final Map<String, Server> byAddress = new HashMap<>();

  Fleet(Machines machines, Reach reach, EventQueue events, SplittableRandom random) {
    this.machines = machines;
    this.reach = reach;
    this.service =
        Slices.service(reach == Reach.OWN_NODE ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER);
    this.events = events;
    this.random = random;
    join(machines.count());
  }

  Reach reach() {
    return reach;
  }

  EventQueue events() {
    return events;
  }

  void join(int count) {
    for (int i = 0; i < count; i++) {
      int number = servers.size();
      Server server = new Server(number, record(number), machines, events, random.split());
      servers.add(server);
      members.add(server);
      byAddress.put(String.valueOf(server.record().address()), server);
    }
  }

  void leave(int from, int until) {
    members.removeAll(servers.subList(from, until));
  }

  private EndpointRecord record(int number) {
    Place place = machines.places().apply(number);
    String address = "10.1." + number / 250 + "." + (number % 250 + 1);
    return new EndpointRecord(
        address,
        Conditions.READY,
        place.node(),
        place.zone(),
        reach.hinted() ? new TopologyHints(List.of(), List.of(place.zone())) : TopologyHints.NONE,
        PodRef.of("pod-" + number, "uid-" + number));
  }

  Server at(Endpoint endpoint) {
    Server server = byAddress.get(endpoint.address());
    if (server == null) {
      throw new IllegalStateException("No server was ever at " + endpoint);
    }
    return server;
  }

  Server server(int number) {
    return servers.get(number);
  }

  /** How many there ever were. */
  int count() {
    return servers.size();
  }

  List<Server> members() {
    return members;
  }

  /** What a watch of the API server would tell now. */
  Resolution resolution() {
    List<Slice> slices = new ArrayList<>();
    for (int from = 0; from < members.size(); from += SLICE) {
      List<EndpointRecord> records = new ArrayList<>();
      for (Server server : members.subList(from, Math.min(from + SLICE, members.size()))) {
        records.add(server.record());
      }
      slices.add(Slices.slice("orders-" + from, records));
    }
    return new Resolution.Found(new ServiceSnapshot(service, slices));
  }
}
