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
   * <p>Takes no lock and does no I/O. Only before the first answer of the API server it waits, at
   * most as long as the {@code Fairlead} was built to.
   *
   * @throws NoEndpointException when nothing may be called; it says why and what to do
   */
  Pick pick(PickRequest request);

  /** What may be called now; only reads. */
  Selection selection();

  /**
   * Completes with the first answer, be it endpoints or a reason; at once if there is one already.
   * It stays incomplete while nothing is known.
   */
  CompletionStage<Selection> ready();
}
