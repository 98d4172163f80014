package dev.fairlead.benchmarks.simulation;

import java.util.List;
import java.util.function.IntFunction;

/** Scenarios in which it matters where servers and clients run: S11 and S12. */
final class ZoneScenarios {
  private ZoneScenarios() {}

  static List<Scenario> all() {
    IntFunction<Place> even = i -> in("zone-" + "abc".charAt(i % 3), i);
    // Zone a has 48 % of the clients and 21 % of the servers.
    IntFunction<Place> fewServers = i -> in(zone(i % 48, 10, 29), i);
    IntFunction<Place> manyClients = i -> in(zone(i % 50, 24, 37), i);
    return List.of(
        zones("S11/even", 60, even, 60, even, Reach.OWN_ZONE_FIRST),
        zones("S11/skew", 48, fewServers, 50, manyClients, Reach.OWN_ZONE_FIRST),
        zones("S11/skew-400", 48, fewServers, 400, manyClients, Reach.OWN_ZONE_FIRST),
        zones("S11/skew-strict", 48, fewServers, 50, manyClients, Reach.OWN_ZONE),
        zones("S11/skew-any", 48, fewServers, 50, manyClients, Reach.ANYWHERE),
        outage(zones("S11/outage", 60, even, 60, even, Reach.OWN_ZONE_FIRST)),
        outage(zones("S11/outage-any", 60, even, 60, even, Reach.ANYWHERE)),
        ownNode());
  }

  private static String zone(int number, int untilA, int untilB) {
    if (number < untilA) {
      return "zone-a";
    }
    return number < untilB ? "zone-b" : "zone-c";
  }

  private static Place in(String zone, int number) {
    return new Place(zone + "-node-" + number % 10, zone);
  }

  private static Scenario zones(
      String name,
      int servers,
      IntFunction<Place> serverPlaces,
      int clients,
      IntFunction<Place> clientPlaces,
      Reach reach) {
    Scenario scenario = Scenario.named(name);
    Machines m = scenario.machines();
    Callers c = scenario.callers();
    return scenario
        .with(new Machines(servers, m.workers(), m.time(), m.queue(), serverPlaces))
        .with(new Callers(clients, c.utilisation(), 0, 0, clientPlaces, reach));
  }

  /**
   * The servers of zone a answer no more from second 15 on, while Kubernetes still has them; what
   * is left is busy by three quarters. Measured from 5 s later.
   */
  private static Scenario outage(Scenario scenario) {
    return scenario
        .utilisation(0.5)
        .timeout(1)
        .measured(20, 45)
        .with(new Watched(number -> number % 3 == 0, new Span(20, 45), Double.NaN))
        .happens(
            stage ->
                stage.at(
                    15,
                    () -> {
                      for (int number = 0; number < scenario.machines().count(); number += 3) {
                        stage.server(number).is(Condition.SILENT);
                      }
                    }));
  }

  /** Only endpoints of the own node: ten nodes with five servers and two clients each. */
  private static Scenario ownNode() {
    IntFunction<Place> places = i -> new Place("node-" + i % 10, "zone-of-node-" + i % 10);
    Scenario scenario = Scenario.named("S12");
    Machines m = scenario.machines();
    Callers c = scenario.callers();
    return scenario
        .with(new Machines(50, m.workers(), m.time(), m.queue(), places))
        .with(new Callers(20, c.utilisation(), 0, 0, places, Reach.OWN_NODE));
  }
}
