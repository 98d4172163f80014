package dev.fairlead.benchmarks.simulation;

import dev.fairlead.api.EndpointRecord;
import dev.fairlead.api.Outcome;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * A pod: some workers and one queue, first come first served. How long a call takes is drawn when a
 * worker begins with it.
 */
final class Server {
  private final int number;
  private final EndpointRecord record;
  private final Machines machines;
  private final EventQueue events;
  private final SplittableRandom random;
  private final Queue<Call> waiting = new ArrayDeque<>();

  private int busy;
  private int unanswered;
  private Condition condition = Condition.WELL;
  private Pauses pauses = Pauses.NONE;

  private long coldFrom;
  private long coldUntil;
  private double coldFactor = 1;

  Server(
      int number,
      EndpointRecord record,
      Machines machines,
      EventQueue events,
      SplittableRandom random) {
    this.number = number;
    this.record = record;
    this.machines = machines;
    this.events = events;
    this.random = random;
  }

  int number() {
    return number;
  }

  EndpointRecord record() {
    return record;
  }

  void is(Condition now) {
    condition = now;
  }

  void pauses(Pauses when) {
    pauses = when;
  }

  /** Takes {@code factor} times longer now, and less and less so until {@code seconds} are over. */
  void warmsUp(double factor, double seconds) {
    coldFrom = events.now();
    coldUntil = coldFrom + EventQueue.nanos(seconds);
    coldFactor = factor;
  }

  /** Calls it has and has not answered. */
  int calls() {
    return busy + waiting.size() + unanswered;
  }

  void take(Call call) {
    if (condition.silent()) {
      unanswered++;
      call.isLost();
    } else if (busy < machines.workers()) {
      begin(call);
    } else if (waiting.size() < machines.queue()) {
      waiting.add(call);
    } else {
      call.end(Outcome.RATE_LIMITED);
    }
  }

  private void begin(Call call) {
    busy++;
    boolean fails = condition.failShare() > 0 && random.nextDouble() < condition.failShare();
    double nanos = machines.time().nanos(random) * condition.slow() * coldness();
    if (fails && condition.failMillis() > 0) {
      nanos = condition.failMillis() * 1e6;
    }
    call.works(fails ? Outcome.SERVER_FAILURE : Outcome.SUCCESS);
    events.at(pauses.end(events.now(), Math.round(nanos)), call);
  }

  private double coldness() {
    long now = events.now();
    return now >= coldUntil
        ? 1
        : 1 + (coldFactor - 1) * (coldUntil - now) / (double) (coldUntil - coldFrom);
  }

  /** A worker is done with a call. */
  void done() {
    busy--;
    Call next = waiting.poll();
    if (next != null) {
      begin(next);
    }
  }

  /** The client has given up a call that was lost here. */
  void forgets() {
    unanswered--;
  }
}
