package dev.fairlead.internal.health;

import dev.fairlead.api.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * What is known of one listener of one pod: counters, and estimates of its latency and of its
 * failures. They live as long as it is in the set, through every change of the set, and are written
 * by the data plane only.
 */
@SuppressWarnings("EnumOrdinal") // the index of an array of this process, never stored
public final class EndpointStats {
  private static final int OUTCOMES = Outcome.values().length;

  /** An endpoint that always fails costs 21 times what its latency says. */
  private static final double FAILURE_WEIGHT = 20;

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
   * A request that began has ended; called once for each.
   *
   * @param nanos how long the endpoint took to answer; negative when that says nothing about it
   */
  public void end(Outcome outcome, long now, long nanos) {
    inFlight.decrementAndGet();
    outcomes.incrementAndGet(outcome.ordinal());
    switch (outcome) {
      case SUCCESS -> succeeded(now, nanos);
      case SERVER_FAILURE, CONNECT_FAILURE, TIMEOUT, RATE_LIMITED -> failed(now);
      case CANCELLED -> {
        // Says nothing about the endpoint.
      }
    }
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
}
