package dev.fairlead.benchmarks.simulation;

import java.util.function.Consumer;

/**
 * What is simulated.
 *
 * @param script says what happens and when; called once, at the beginning
 */
record Scenario(
    String name,
    Machines machines,
    Callers callers,
    Span span,
    Watched watched,
    Consumer<Stage> script) {

  /** The reference: 50 servers with 8 workers and 20 ms, 20 clients, 40 s of which 10 s warm up. */
  static Scenario named(String name) {
    return new Scenario(
        name,
        new Machines(
            50,
            8,
            ServiceTime.lognormal(20),
            Integer.MAX_VALUE,
            i -> new Place("node-" + i % 10, "zone-a")),
        new Callers(20, 0.65, 0, 0, i -> new Place("client-" + i, "zone-a"), Reach.ANYWHERE),
        new Span(10, 40),
        Watched.NONE,
        stage -> {});
  }

  /** The {@code S2} of {@code S2/400}. */
  String family() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  Scenario with(Machines other) {
    return new Scenario(name, other, callers, span, watched, script);
  }

  Scenario with(Callers other) {
    return new Scenario(name, machines, other, span, watched, script);
  }

  Scenario with(Span other) {
    return new Scenario(name, machines, callers, other, watched, script);
  }

  Scenario with(Watched other) {
    return new Scenario(name, machines, callers, span, other, script);
  }

  Scenario happens(Consumer<Stage> other) {
    return new Scenario(name, machines, callers, span, watched, other);
  }

  Scenario servers(int count) {
    Machines m = machines;
    return with(new Machines(count, m.workers(), m.time(), m.queue(), m.places()));
  }

  /** Each with so many workers, and a service time. */
  Scenario servers(int count, int workers, ServiceTime time) {
    Machines m = machines;
    return with(new Machines(count, workers, time, m.queue(), m.places()));
  }

  Scenario clients(int count) {
    Callers c = callers;
    return with(
        new Callers(
            count, c.utilisation(), c.timeoutSeconds(), c.burstMillis(), c.places(), c.reach()));
  }

  Scenario utilisation(double share) {
    Callers c = callers;
    return with(
        new Callers(c.count(), share, c.timeoutSeconds(), c.burstMillis(), c.places(), c.reach()));
  }

  Scenario timeout(double seconds) {
    Callers c = callers;
    return with(
        new Callers(c.count(), c.utilisation(), seconds, c.burstMillis(), c.places(), c.reach()));
  }

  Scenario measured(double from, double end) {
    return with(new Span(from, end));
  }

  /** The first {@code count} servers are watched for as long as is measured. */
  Scenario watchingFirst(int count) {
    return with(new Watched(number -> number < count, span, Double.NaN));
  }
}
