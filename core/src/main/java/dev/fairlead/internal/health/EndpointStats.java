package dev.fairlead.internal.health;

import dev.fairlead.api.Health;
import dev.fairlead.api.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one listener of one pod: counters, and estimates of its latency and of its
 * failures. They live as long as it is in the set, through every change of the set, and are written
 * by the data plane, but for what the control plane thinks of it.
 */
@SuppressWarnings("EnumOrdinal") // the index of an array of this process, never stored
public final class EndpointStats {
  private static final int OUTCOMES = Outcome.values().length;

  /** An endpoint that always fails costs 21 times what its latency says. */
  private static final double FAILURE_WEIGHT = 20;

  private static final double WEIGHT_STEPS = 10;

  private static final AtomicLongFieldUpdater<EndpointStats> LATENCY =
      AtomicLongFieldUpdater.newUpdater(EndpointStats.class, "latency");
  private static final AtomicLongFieldUpdater<EndpointStats> FAILURES =
      AtomicLongFieldUpdater.newUpdater(EndpointStats.class, "failures");

  private final Peers peers;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLongArray outcomes = new AtomicLongArray(OUTCOMES);
  private final AtomicLong shadow = new AtomicLong();

  /** States of the estimates; written through {@link #LATENCY} and {@link #FAILURES}. */
  private volatile long latency;

  private volatile long failures;

  private final FailureRow row = new FailureRow();
  private final Probe probe = new Probe();

  /** Written by the control plane, read by all. */
  private volatile Standing standing = Standing.NEW;

  /** Written by the control plane, read by all. */
  private volatile float weight = 1;

  /** Null before the first request. Control plane only. */
  private @Nullable OutcomeWindow window;

  /** Control plane only. */
  private @Nullable Ramp ramp;

  /** Control plane only. */
  private boolean seen;

  public EndpointStats(Peers peers) {
    this.peers = peers;
  }

  /** A request that goes by name would have begun. */
  public void shadowed() {
    shadow.incrementAndGet();
  }

  /** How many requests went by name that would have begun. */
  public long shadow() {
    return shadow.get();
  }

  /** A request begins. */
  public void begin() {
    inFlight.incrementAndGet();
  }

  /**
   * A request that began has ended; called once for each. True when it may change what health
   * thinks of the endpoint: it failed, or was the probe.
   *
   * @param nanos how long the endpoint took to answer; negative when that says nothing about it
   */
  public boolean end(Outcome outcome, long begun, long now, long nanos) {
    inFlight.decrementAndGet();
    outcomes.incrementAndGet(outcome.ordinal());
    boolean probed = probe.ended(outcome, begun);
    switch (outcome) {
      case SUCCESS -> {
        row.success();
        succeeded(now, nanos);
        return probed;
      }
      case SERVER_FAILURE, CONNECT_FAILURE, TIMEOUT -> {
        row.failure(outcome == Outcome.CONNECT_FAILURE);
        failed(now);
        return true;
      }
      case RATE_LIMITED -> failed(now); // it works, so the row of failures does not grow
      case CANCELLED -> {
        // Says nothing about the endpoint.
      }
    }
    return false;
  }

  /** Of two results at the same moment one may be lost: these are estimates, not counters. */
  private void succeeded(long now, long nanos) {
    long failed = failures;
    if (failed != Stamped.NOTHING) {
      FAILURES.compareAndSet(this, failed, FailureEstimate.afterSuccess(failed, now));
    }
    if (nanos >= 0) {
      double took = Math.max(1, nanos);
      if (peers.answered(took)) {
        long before = latency;
        LATENCY.compareAndSet(
            this, before, LatencyEstimate.after(before, took, now, peers.meanLatency()));
      }
    }
  }

  /** Failures are rare beside successes and count for more: none is lost. */
  private void failed(long now) {
    FAILURES.updateAndGet(this, before -> FailureEstimate.afterFailure(before, now));
  }

  /** Requests that began and have not ended. */
  public int inFlight() {
    return inFlight.get();
  }

  /** How many requests ended that way. */
  public long count(Outcome outcome) {
    return outcomes.get(outcome.ordinal());
  }

  /** What a request is expected to cost: its latency, and a penalty for failures; at least 1. */
  public double cost(long now) {
    double expected = LatencyEstimate.at(latency, now, peers.meanLatency());
    return Math.max(1, expected) * (1 + FAILURE_WEIGHT * failureShare(now));
  }

  /** The latency a request is expected to have, in nanoseconds; 0 before its first answer. */
  public double latency(long now) {
    long state = latency;
    return state == Stamped.NOTHING ? 0 : LatencyEstimate.at(state, now, peers.meanLatency());
  }

  /** What share of requests failed lately, 0 to 1. */
  public double failureShare(long now) {
    return FailureEstimate.at(failures, now);
  }

  /** How much it should get beside its peers, above 0 and up to 1. */
  public double weight() {
    return weight;
  }

  /** What health thinks of it. */
  public Health health() {
    return standing.health();
  }

  /** Whether it is left out, probe or not. */
  public boolean isOut() {
    return !(standing instanceof Standing.Healthy);
  }

  /** For how long it is left out still, in nanoseconds; 0 when it is not, or is to be probed. */
  public long outFor(long now) {
    return standing instanceof Standing.Ejected ejected ? Math.max(0, ejected.until() - now) : 0;
  }

  /** True for one caller when it is to be probed: its request is the probe. */
  public boolean tryProbe(long now) {
    return probe.tryTake(now);
  }

  Probe probe() {
    return probe;
  }

  FailureRow row() {
    return row;
  }

  Standing standing() {
    return standing;
  }

  void stands(Standing now) {
    standing = now;
  }

  @Nullable Ramp ramp() {
    return ramp;
  }

  void ramps(@Nullable Ramp now) {
    ramp = now;
  }

  /** True once. Control plane only. */
  boolean isSeenFirst() {
    boolean first = !seen;
    seen = true;
    return first;
  }

  /**
   * True when that is another weight than before by tenths: pickers that do not read it at each
   * pick are made anew so often. Control plane only.
   */
  boolean weighs(double now) {
    boolean changed = Math.floor(weight * WEIGHT_STEPS) != Math.floor((float) now * WEIGHT_STEPS);
    weight = (float) now;
    return changed;
  }

  /** An interval is over: what its last three brought. Control plane only. */
  OutcomeWindow.Counts interval() {
    long successes = count(Outcome.SUCCESS);
    long failures = failuresSoFar();
    if (window == null && successes + failures > 0) {
      window = new OutcomeWindow();
    }
    return window == null ? OutcomeWindow.Counts.NONE : window.advance(successes, failures);
  }

  private long failuresSoFar() {
    return count(Outcome.SERVER_FAILURE) + count(Outcome.CONNECT_FAILURE) + count(Outcome.TIMEOUT);
  }

  /** It is used again: what it did before is not held against it. Control plane only. */
  void beginsAnew() {
    row.success();
    if (window != null) {
      window.restart(count(Outcome.SUCCESS), failuresSoFar());
    }
  }
}
