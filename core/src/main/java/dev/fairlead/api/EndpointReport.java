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
 *     first one
 * @param failureShare what share of the requests failed of late, 0 to 1; forgotten within seconds
 */
public record EndpointReport(
    Endpoint endpoint,
    Locality locality,
    int inFlight,
    Map<Outcome, Long> outcomes,
    long shadow,
    @Nullable Duration latency,
    double failureShare) {

  public EndpointReport {
    outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
  }
}
