package dev.fairlead.micrometer;

/**
 * The meters, with what monitoring systems show of their meaning. The README has them as a table.
 */
enum MeterName {
  ENDPOINTS("fairlead.endpoints", "Endpoints that the Service has on the port, on all nodes"),
  ELIGIBLE("fairlead.endpoints.eligible", "Endpoints that may be called from here"),
  PICKS("fairlead.picks", "Picks that ended, by how the request went"),
  REFUSED("fairlead.picks.refused", "Picks that were refused, for want of an endpoint"),
  BY_NAME("fairlead.calls.by.name", "Calls that were told to go by the name of the Service"),
  SHADOW_PICKS("fairlead.shadow.picks", "Calls in shadow mode that would have gone to an endpoint"),
  SHADOW_REFUSED("fairlead.shadow.refused", "Calls in shadow mode that would have been refused"),
  CONNECT_FAILURES("fairlead.connect.failures", "Picks whose endpoint could not be reached"),
  RETRIES("fairlead.retries", "Picks that avoided an endpoint already tried"),
  RETRIES_REFUSED("fairlead.retries.refused", "Further attempts for which the budget had no room"),
  EJECTIONS("fairlead.ejections", "Endpoints that were left out for a while"),
  PANICS("fairlead.panics", "Sets of which health would have left nothing, so that all stayed"),
  SPILLED("fairlead.picks.spilled", "Picks that left the own node or zone: too much to do there"),
  SNAPSHOT_AGE("fairlead.snapshot.age", "For how long what is known has not been followed"),
  WATCH_RESTARTS("fairlead.watch.restarts", "Watches that ended and were begun anew with a list"),
  ENDPOINT_PICKS("fairlead.endpoint.picks", "Picks of this endpoint that ended"),
  ENDPOINT_IN_FLIGHT("fairlead.endpoint.in.flight", "Picks of this endpoint that have not ended");

  private final String text;
  private final String description;

  MeterName(String text, String description) {
    this.text = text;
    this.description = description;
  }

  /** As it is registered; each monitoring system has its own way to write it. */
  String text() {
    return text;
  }

  String description() {
    return description;
  }
}
