package dev.fairlead.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole picture of one target at one moment, for people and dashboards.
 *
 * @param location where this process runs, as far as it is known
 * @param selection what may be called
 * @param freshness how far that can be trusted
 * @param route how a call would go now; never counted
 * @param explanation why each other endpoint is left out; null while the Service is not known
 * @param endpoints the eligible ones, in the order of the selection; empty when it is
 * @param totals what became of the calls so far; goes on counting
 */
public record TargetReport(
    Target target,
    Location location,
    Selection selection,
    Freshness freshness,
    Route route,
    @Nullable Explanation explanation,
    List<EndpointReport> endpoints,
    PickTotals totals) {

  public TargetReport {
    endpoints = List.copyOf(endpoints);
  }
}
