package dev.fairlead.api;

import java.util.concurrent.CompletionStage;

/**
 * Chooses an endpoint of one target for each request. Safe for use by any number of threads; owned
 * by the {@code Fairlead} that made it, so there is nothing to close.
 */
public interface LoadBalancer {

  /** What it balances. */
  Target target();

  /** As {@link #pick(PickRequest)} without wishes. */
  default Pick pick() {
    return pick(PickRequest.ANY);
  }

  /**
   * Chooses one endpoint and counts it as in flight until the pick is completed or closed.
   *
   * <p>Takes no lock and does no I/O. Only before the first answer of the API server it waits:
   * until then, but no longer than the {@code Fairlead} was built to, counted from the first use of
   * the target.
   *
   * @throws NoEndpointException when nothing may be called; it says why and what to do
   */
  Pick pick(PickRequest request);

  /**
   * How a call goes now, for adapters that can let it go by the Service's own name: to the
   * endpoints, or by name with the reason. In shadow mode it counts what would have been chosen.
   *
   * <p>Waits as {@link #pick(PickRequest)} does, and for the same time at most; never while all
   * calls go by name anyway.
   */
  Route route();

  /**
   * Takes one further attempt of a call from the budget of the target: a fifth of the first
   * attempts (picks that avoid nothing) and ten a second beside them, over the last ten seconds. An
   * adapter asks before it tries another endpoint, and gives up when it is told no: when all
   * endpoints fail, the attempts of all calls together must not be the load that keeps them down.
   */
  boolean tryRetry();

  /** What may be called now; only reads. */
  Selection selection();

  /** The whole picture; costs time in the number of endpoints. */
  TargetReport report();

  /** What became of the calls so far; cheap. */
  PickTotals totals();

  /**
   * Completes with the first answer, be it endpoints or a reason; at once if there is one already.
   * It stays incomplete while nothing is known.
   */
  CompletionStage<Selection> ready();

  /**
   * Completes when {@link #pick} and {@link #route} wait no more: with the first answer, or when
   * the time they wait for it is over. For adapters that must not block.
   */
  CompletionStage<Void> settled();
}
