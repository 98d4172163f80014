package dev.fairlead.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One eligible endpoint as it is now.
 *
 * @param inFlight picks that have not ended
 * @param outcomes how many picks ended in each way; every outcome is in it
 * @param shadow calls in shadow mode that would have gone to it
 */
public record EndpointReport(
    Endpoint endpoint, Locality locality, int inFlight, Map<Outcome, Long> outcomes, long shadow) {

  public EndpointReport {
    outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
  }
}
