package dev.fairlead.api;

/**
 * A hold on a target: while one is open its Service stays watched, however seldom it is called. For
 * adapters whose own objects, such as a channel, live longer than a call. Closing twice does
 * nothing.
 */
public interface Lease extends AutoCloseable {

  /** The load balancer of the target. */
  LoadBalancer loadBalancer();

  /** Gives the hold back. The target expires when it is not used for long. */
  @Override
  void close();
}
