package dev.fairlead.api;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One eligible endpoint as it is now.
 *
 * @param inFlight picks that have not ended
 * @param outcomes how many picks ended in each way; every outcome is in it
 * @param shadow calls in shadow mode that would have gone to it
 * @param latency what a request is expected to take, from the answers of late; null before the
 *     first one, and during the first 20 of the target, which teach the mean alone
 * @param failureShare what share of the requests failed of late, 0 to 1; forgotten within seconds
 * @param weight how much it gets beside the others, above 0 and up to 1; less than 1 while it is
 *     new
 * @param health what the own experience with it says
 * @param ejectedFor for how long it is left out still; null unless it is ejected
 */
public record EndpointReport(
    Endpoint endpoint,
    Locality locality,
    int inFlight,
    Map<Outcome, Long> outcomes,
    long shadow,
    @Nullable Duration latency,
    double failureShare,
    double weight,
    Health health,
    @Nullable Duration ejectedFor) {

  public EndpointReport {
    outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
  }
}
