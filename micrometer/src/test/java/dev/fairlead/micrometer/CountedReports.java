package dev.fairlead.micrometer;

import dev.fairlead.api.LoadBalancer;
import dev.fairlead.api.Pick;
import dev.fairlead.api.PickRequest;
import dev.fairlead.api.PickTotals;
import dev.fairlead.api.Route;
import dev.fairlead.api.Selection;
import dev.fairlead.api.Target;
import dev.fairlead.api.TargetReport;
import java.util.concurrent.CompletionStage;

/** A balancer that counts how often it is asked for a report, and how often it is used. */
final class CountedReports implements LoadBalancer {
  private final LoadBalancer balancer;
  private int reports;
  private int uses;

  CountedReports(LoadBalancer balancer) {
    this.balancer = balancer;
  }

  int reports() {
    return reports;
  }

  int uses() {
    return uses;
  }

  void forget() {
    reports = 0;
  }

  @Override
  public Target target() {
    return balancer.target();
  }

  @Override
  public Pick pick(PickRequest request) {
    uses++;
    return balancer.pick(request);
  }

  @Override
  public Route route() {
    uses++;
    return balancer.route();
  }

  @Override
  public Selection selection() {
    uses++;
    return balancer.selection();
  }

  @Override
  public TargetReport report() {
    reports++;
    return balancer.report();
  }

  @Override
  public PickTotals totals() {
    return balancer.totals();
  }

  @Override
  public CompletionStage<Selection> ready() {
    uses++;
    return balancer.ready();
  }

  @Override
  public boolean tryRetry() {
    uses++;
    return balancer.tryRetry();
  }

  @Override
  public CompletionStage<Void> settled() {
    uses++;
    return balancer.settled();
  }
}
