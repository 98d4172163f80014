package dev.fairlead.spring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are spread over the endpoints of a Service. The defaults are those of core.
 *
 * @param policy how an endpoint is chosen for a call
 * @param sessionAffinity whether sessionAffinity: ClientIP of a Service is honoured
 * @param ejection when an endpoint that does badly is left out for a while
 * @param slowStart how a new endpoint gets its full share
 * @param spillOver whether calls may leave the own zone when it has too much to do
 * @param targets how many targets are kept
 */
@ConfigurationProperties("fairlead")
public record BalancingProperties(
    @DefaultValue("p2c") Policy policy,
    @DefaultValue("true") boolean sessionAffinity,
    @DefaultValue Ejection ejection,
    @DefaultValue SlowStart slowStart,
    @DefaultValue SpillOver spillOver,
    @DefaultValue Targets targets) {

  /** How an endpoint is chosen for a call. */
  public enum Policy {
    /** Of any two the one that promises to answer sooner. */
    P2C,
    /** Of any two the one with fewer requests in flight. */
    LEAST_REQUEST,
    /** One after the other. */
    ROUND_ROBIN,
    /** Any one, as kube-proxy does for each connection. */
    RANDOM,
    /** The same one for the same key of a call. */
    RENDEZVOUS
  }

  /**
   * When an endpoint that does badly is left out for a while.
   *
   * @param enabled whether endpoints are left out at all
   * @param failuresInARow so many failures leave an endpoint out at once, 1 to 1000
   * @param interval time between two looks at all endpoints, 1 s to 10 min
   * @param first how long an endpoint is left out the first time, 1 s to 1 h
   * @param longest how long an endpoint is left out at most, up to 1 day
   * @param mostPercent how many of the endpoints may be left out at a time, 0 to 100
   */
  public record Ejection(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("5") int failuresInARow,
      @DefaultValue("10s") Duration interval,
      @DefaultValue("10s") Duration first,
      @DefaultValue("5m") Duration longest,
      @DefaultValue("30") int mostPercent) {}

  /**
   * How a new endpoint gets its full share.
   *
   * @param enabled whether a new endpoint gets its share little by little
   * @param window how long it takes until a new endpoint has its full share, 1 s to 1 h
   * @param aggression how its share grows: 1 evenly, more faster at the beginning; 0.1 to 10
   * @param leastWeight the share that a new endpoint begins with, 0.01 to 1
   */
  public record SlowStart(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("30s") Duration window,
      @DefaultValue("1") double aggression,
      @DefaultValue("0.1") double leastWeight) {}

  /**
   * Whether calls may leave the own zone when it has too much to do.
   *
   * @param adaptive whether calls may leave the own zone, which kube-proxy does not do
   * @param fromInFlight they leave it only when the endpoint chosen nearby has so many in flight, 1
   *     to 1000
   * @param loadRatio and only when it is so many times as loaded as a farther one, 1 to 100
   */
  public record SpillOver(
      @DefaultValue("false") boolean adaptive,
      @DefaultValue("2") int fromInFlight,
      @DefaultValue("3") double loadRatio) {}

  /**
   * How many targets are kept.
   *
   * @param most how many targets are kept at most, 1 to 100000
   * @param idle how long a target is watched after its last call, 1 s to 1 day
   */
  public record Targets(@DefaultValue("1000") int most, @DefaultValue("30m") Duration idle) {}
}
