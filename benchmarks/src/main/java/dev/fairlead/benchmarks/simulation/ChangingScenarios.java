package dev.fairlead.benchmarks.simulation;

import java.util.List;
import java.util.function.Consumer;

/** Scenarios in which servers change, come and go: S7 to S10, S13 and S14. */
final class ChangingScenarios {
  private static final double COLD = 8;
  private static final double COLD_SECONDS = 30;

  private ChangingScenarios() {}

  static List<Scenario> all() {
    return List.of(
        coldJoin(),
        pauses("S8/rolling", 2),
        pauses("S8/storm", 0.4),
        rollingDeploy(),
        recovers("S10/slow", Condition.slow(10)),
        recovers("S10/failing", Condition.failsFast(1)),
        recovers("S10/silent", Condition.SILENT).timeout(1),
        recoversSeldomCalled(),
        joinsSeldomCalled(),
        startsSlowly(),
        clientsRestart(),
        many());
  }

  /**
   * Ten servers join forty; they are eight times slower at first, and well after 30 s. The clients
   * are no newcomers by then, who could not tell who is new.
   */
  private static Scenario coldJoin() {
    return Scenario.named("S7")
        .servers(40)
        .utilisation(0.75)
        .measured(35, 75)
        .with(new Watched(number -> number >= 40, new Span(35, 75), 65))
        .happens(stage -> stage.at(35, () -> joinCold(stage, 40, 10, COLD_SECONDS)));
  }

  private static void joinCold(Stage stage, int first, int count, double seconds) {
    stage.join(count);
    for (int number = first; number < first + count; number++) {
      stage.server(number).warmsUp(COLD, seconds);
    }
  }

  /** One server after the other stands still for half a second. */
  private static Scenario pauses(String name, double every) {
    Scenario scenario = Scenario.named(name);
    Consumer<Stage> script =
        stage -> {
          int servers = scenario.machines().count();
          for (int number = 0; number < servers; number++) {
            long gap = EventQueue.nanos(every * servers);
            int count = (int) (EventQueue.nanos(scenario.span().end()) / gap) + 1;
            long[] starts = new long[count];
            for (int i = 0; i < count; i++) {
              starts[i] = i * gap + EventQueue.nanos(every * number);
            }
            stage.server(number).pauses(new Pauses(starts, EventQueue.SECOND / 2));
          }
        };
    return scenario.happens(script);
  }

  /** In five minutes each of 50 servers is replaced: a cold one joins, an old one leaves. */
  private static Scenario rollingDeploy() {
    int servers = 50;
    double every = 6;
    double begin = 35;
    return Scenario.named("S9")
        .servers(servers, 2, ServiceTime.lognormal(20))
        .measured(begin, begin + every * servers + COLD_SECONDS)
        .happens(
            stage -> {
              for (int i = 0; i < servers; i++) {
                int old = i;
                stage.at(begin + i * every, () -> joinCold(stage, servers + old, 1, COLD_SECONDS));
                stage.at(begin + i * every + 3, () -> stage.leave(old, old + 1));
              }
            });
  }

  /** A server is ill from second 10 to 30, and watched for the 15 s after that. */
  private static Scenario recovers(String name, Condition illness) {
    return Scenario.named(name)
        .measured(10, 60)
        .with(new Watched(number -> number == 0, new Span(30, 45), 30))
        .happens(
            stage -> {
              stage.at(10, () -> stage.server(0).is(illness));
              stage.at(30, () -> stage.server(0).is(Condition.WELL));
            });
  }

  /** One client that calls three servers ten times a second: what it knows of them is old. */
  private static Scenario seldom(String name) {
    return Scenario.named(name)
        .servers(3, 8, new ServiceTime(20, ServiceTime.Shape.STEADY))
        .clients(1)
        .utilisation(1.0 / 120);
  }

  /** One of three takes ten times as long from second 10 to 30. */
  private static Scenario recoversSeldomCalled() {
    return seldom("S10/seldom")
        .measured(10, 120)
        .with(new Watched(number -> number == 0, new Span(30, 75), 30))
        .happens(
            stage -> {
              stage.at(10, () -> stage.server(0).is(Condition.slow(10)));
              stage.at(30, () -> stage.server(0).is(Condition.WELL));
            });
  }

  /** A fourth joins three. */
  private static Scenario joinsSeldomCalled() {
    return seldom("S7/seldom")
        .measured(40, 120)
        .with(new Watched(number -> number == 3, new Span(70, 120), 40))
        .happens(stage -> stage.at(40, () -> stage.join(1)));
  }

  /** For two seconds every answer takes 50 times as long: it is the client that is slow. */
  private static Scenario startsSlowly() {
    Scenario scenario = seldom("S13/seldom").measured(10, 40);
    return scenario.happens(
        stage -> {
          for (int number = 0; number < scenario.machines().count(); number++) {
            Server server = stage.server(number);
            server.is(Condition.slow(50));
            stage.at(2, () -> server.is(Condition.WELL));
          }
        });
  }

  /** As S2/20, and every client starts anew when measuring begins. */
  private static Scenario clientsRestart() {
    Scenario slow = SteadyScenarios.slow("S13").measured(10, 25).watchingFirst(5);
    return slow.happens(
        stage -> {
          slow.script().accept(stage);
          stage.at(10, stage::restartClients);
        });
  }

  /** 10,000 servers of which 100 are replaced each second. */
  private static Scenario many() {
    int servers = 10_000;
    return Scenario.named("S14")
        .servers(servers, 1, ServiceTime.lognormal(500))
        .measured(5, 15)
        .happens(
            stage -> {
              for (int second = 5; second < 15; second++) {
                int from = (second - 5) * 100;
                stage.at(
                    second,
                    () -> {
                      stage.join(100);
                      stage.leave(from, from + 100);
                    });
              }
            });
  }
}
