package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.Outcome;
import java.util.Arrays;

/**
 * What is counted while a scenario runs. Latencies are those of the calls that succeeded; shares
 * are of all calls that began.
 */
final class Measurements {
  private final Scenario scenario;
  private final long from;
  private final long watchedFrom;
  private final long watchedUntil;

  private long[] latencies = new long[1 << 16];
  private int succeeded;
  private long failed;
  private long began;
  private long crossed;
  private long[] perServer = new long[16];
  private long watchedCalls;
  private long callsMeanwhile;

  /** Calls of each second, all and those of the watched servers. */
  private final long[] perSecond;

  private final long[] watchedPerSecond;

  Measurements(Scenario scenario) {
    this.scenario = scenario;
    this.from = EventQueue.nanos(scenario.span().from());
    this.watchedFrom = EventQueue.nanos(scenario.watched().span().from());
    this.watchedUntil = EventQueue.nanos(scenario.watched().span().end());
    int seconds = (int) Math.ceil(scenario.span().end()) + 1;
    this.perSecond = new long[seconds];
    this.watchedPerSecond = new long[seconds];
  }

  void begins(Server server, Place client, long now) {
    int number = server.number();
    boolean watched = scenario.watched().servers().test(number);
    int second = (int) (now / EventQueue.SECOND);
    perSecond[second]++;
    if (watched) {
      watchedPerSecond[second]++;
    }
    if (now >= watchedFrom && now < watchedUntil) {
      callsMeanwhile++;
      watchedCalls += watched ? 1 : 0;
    }
    if (now >= from) {
      began++;
      crossed += client.zone().equals(server.record().zone()) ? 0 : 1;
      if (number >= perServer.length) {
        perServer = Arrays.copyOf(perServer, Math.max(number + 1, 2 * perServer.length));
      }
      perServer[number]++;
    }
  }

  /** A call that had nowhere to go. */
  void refused(long now) {
    if (now >= from) {
      failed++;
    }
  }

  void ends(Call call, Outcome outcome, long now) {
    if (call.begun() < from) {
      return;
    }
    if (outcome != Outcome.SUCCESS) {
      failed++;
      return;
    }
    if (succeeded == latencies.length) {
      latencies = Arrays.copyOf(latencies, 2 * succeeded);
    }
    latencies[succeeded++] = now - call.begun();
  }

  /** The figures; {@code servers} is how many there ever were, {@code members} are there now. */
  Result result(String policy, int servers, int members, double ejectionsPerClient) {
    Arrays.sort(latencies, 0, succeeded);
    boolean watches = scenario.watched() != Watched.NONE;
    Recovery recovery = new Recovery(scenario.watched(), scenario.span().end());
    return new Result(
        scenario.name(),
        policy,
        new Result.Latency(mean(), quantile(0.5), quantile(0.99), quantile(0.999)),
        percent(failed, failed + succeeded),
        new Result.Spread(
            servers == members ? maxMeanShare(servers) : Double.NaN,
            distinctZones() ? percent(crossed, began) : Double.NaN,
            watches ? percent(watchedCalls, callsMeanwhile) : Double.NaN),
        new Result.Outliers(
            ejectionsPerClient, recovery.seconds(perSecond, watchedPerSecond, servers, members)));
  }

  /** In milliseconds; NaN when no call succeeded. */
  private double quantile(double share) {
    return succeeded == 0
        ? Double.NaN
        : latencies[(int) Math.min(succeeded - 1, (long) (share * succeeded))] / 1e6;
  }

  /** In milliseconds. */
  private double mean() {
    return Arrays.stream(latencies, 0, succeeded).average().orElse(Double.NaN) / 1e6;
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? Double.NaN : 100.0 * part / whole;
  }

  private double maxMeanShare(int servers) {
    return began == 0
        ? Double.NaN
        : Arrays.stream(perServer).max().orElse(0) / ((double) began / servers);
  }

  private boolean distinctZones() {
    Machines machines = scenario.machines();
    String first = machines.places().apply(0).zone();
    for (int i = 1; i < machines.count(); i++) {
      if (!machines.places().apply(i).zone().equals(first)) {
        return true;
      }
    }
    return false;
  }
}
