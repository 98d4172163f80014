package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One run of a scenario with a policy. Calls come at random, an open loop: whether they are
 * answered or not, others come. The randomness of calls, servers and clients is apart, so that
 * every policy of a seed meets the same calls.
 */
final class Simulation implements Stage {
  private final Scenario scenario;
  private final PolicyChoice policy;
  private final EventQueue events = new EventQueue();
  private final SplittableRandom arrivals;
  private final Fleet fleet;
  private final Measurements measurements;
  private final List<Client> clients = new ArrayList<>();
  private final double meanGap;
  private final long end;

  private Simulation(Scenario scenario, PolicyChoice policy, long seed) {
    SplittableRandom root = new SplittableRandom(seed);
    this.scenario = scenario;
    this.policy = policy;
    this.arrivals = root.split();
    this.fleet = new Fleet(scenario.machines(), scenario.callers().reach(), events, root.split());
    this.measurements = new Measurements(scenario);
    Callers callers = scenario.callers();
    this.meanGap = EventQueue.SECOND / (scenario.machines().capacity() * callers.utilisation());
    this.end = EventQueue.nanos(scenario.span().end());
    SplittableRandom random = root.split();
    for (int i = 0; i < callers.count(); i++) {
      clients.add(client(callers.places().apply(i), random.split()));
    }
  }

  private Client client(Place place, SplittableRandom random) {
    long timeout = EventQueue.nanos(scenario.callers().timeoutSeconds());
    return new Client(place, policy, fleet, measurements, random, timeout);
  }

  /** Runs it. */
  static Result of(Scenario scenario, PolicyChoice policy, long seed) {
    return new Simulation(scenario, policy, seed).run();
  }

  private Result run() {
    tell();
    scenario.script().accept(this);
    everySecond();
    events.at(gap(), this::nextCall);
    events.run();
    double ejections = clients.stream().mapToLong(Client::ejections).average().orElse(0);
    return measurements.result(policy.name(), fleet.count(), fleet.members().size(), ejections);
  }

  private void tell() {
    Resolution known = fleet.resolution();
    clients.forEach(client -> client.hears(known));
  }

  private void everySecond() {
    if (events.now() >= end) {
      return;
    }
    clients.forEach(Client::looksAround);
    events.at(events.now() + EventQueue.SECOND, this::everySecond);
  }

  /** After the end none comes, but all that began are waited for. */
  private void nextCall() {
    if (events.now() >= end) {
      return;
    }
    clients.get(arrivals.nextInt(clients.size())).calls();
    events.at(afterGap(events.now()), this::nextCall);
  }

  /** When the next call comes: in bursts, the time between two of them does not count. */
  private long afterGap(long now) {
    long burst = EventQueue.nanos(scenario.callers().burstMillis() / 1000);
    if (burst == 0) {
      return now + gap();
    }
    long busy = now / (2 * burst) * burst + now % (2 * burst) + gap() / 2;
    return busy / burst * 2 * burst + busy % burst;
  }

  private long gap() {
    return Math.max(1, Math.round(arrivals.nextExponential() * meanGap));
  }

  @Override
  public void at(double seconds, Runnable action) {
    events.at(EventQueue.nanos(seconds), action::run);
  }

  @Override
  public Server server(int number) {
    return fleet.server(number);
  }

  @Override
  public void join(int count) {
    fleet.join(count);
    tell();
  }

  @Override
  public void leave(int from, int until) {
    fleet.leave(from, until);
    tell();
  }

  @Override
  public void restartClients() {
    Resolution known = fleet.resolution();
    clients.forEach(
        client -> {
          client.restart();
          client.hears(known);
        });
  }
}
